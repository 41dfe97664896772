// Registers a report over HTTP/JSON, watches its case, loses the connection, and goes on watching where it was.
// Needs nothing but Node.js 18 or a browser: fetch and streams.
//
//   node report.mjs http://127.0.0.1:5082 TOKEN CATEGORY LATITUDE LONGITUDE      (an agent's token)

const [address, token, category, latitude, longitude] = process.argv.slice(2);

// The id of an act: a UUID version 7 (RFC 9562), chosen once and sent again with every retry.
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const now = BigInt(Date.now());
  for (let at = 0; at < 6; at++) bytes[at] = Number((now >> BigInt(8 * (5 - at))) & 0xffn);
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

// Asks once more with the same key when nothing is known of the outcome, or the city is busy.
async function act(path, body, key = newKey(), tries = 5) {
  try {
    const answer = await fetch(address + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
    });
    const reply = await answer.json();
    if (answer.ok) return reply;
    if (![429, 503].includes(answer.status) || tries === 0) throw new Error(`${answer.status} ${reply.detail}`);
    await new Promise(done => setTimeout(done, 1000 * Number(answer.headers.get('retry-after') ?? 1)));
  } catch (error) {
    if (!(error instanceof TypeError) || tries === 0) throw error; // A TypeError of fetch: the network.
  }
  return act(path, body, key, tries - 1);
}

// The events of a stream after the one with the given id. Ending the loop closes the connection.
async function* watch(path, lastEventId) {
  const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' };
  if (lastEventId) headers['last-event-id'] = lastEventId;
  const answer = await fetch(address + path, { headers });
  if (!answer.ok) throw new Error(`${answer.status} ${(await answer.json()).detail}`);
  let text = '';
  for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const events = text.split('\n\n');
    text = events.pop();
    for (const lines of events) {
      const event = Object.fromEntries(lines.split('\n').filter(line => !line.startsWith(':')).map(line => line.split(/: (.*)/s)));
      if (event.event === 'problem') throw new Error(JSON.parse(event.data).detail);
      if (event.data) yield { id: event.id, ...JSON.parse(event.data) };
    }
  }
}

async function next(path, lastEventId) {
  for await (const { id, change } of watch(path, lastEventId)) {
    if (!change) continue; // A sign of life.
    console.log(`${change.case.version} ${change.event.event}`);
    return id;
  }
}

const place = { latitude: Number(latitude), longitude: Number(longitude) };
const report = await act('/v1/cases', { category, place, address: '9 Lake Road', description: 'The cover rattles.' });
console.log(`registered ${report.number}`);
const path = `/v1/watch?case.case_id=${report.case_id}`;
const last = await next(path);
await act(`/v1/cases/${report.case_id}/urge`, { note: 'The caller rang again.' });
await next(path, last);
