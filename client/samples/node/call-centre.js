// A call centre in Node.js, with @grpc/grpc-js: a call from its start to the visit after the end.
//
// usage: node call-centre.js HOST:PORT TOKEN PROTOS LINE CATEGORY LATITUDE LONGITUDE
//
// TOKEN is an agent's, PROTOS the folder client/protos, LINE one of the city's lines. 'npm ci' here first.
'use strict';

const crypto = require('node:crypto');
const path = require('node:path');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const [address, token, protos, line, category, latitude, longitude] = process.argv.slice(2);
if (!longitude) {
  console.error('usage: node call-centre.js HOST:PORT TOKEN PROTOS LINE CATEGORY LATITUDE LONGITUDE');
  process.exit(2);
}

const definition = loader.loadSync(
  ['gridcity/hotline/v1/hotline.proto', 'gridcity/desk/v1/desk.proto'].map((file) => path.join(protos, file)),
  { includeDirs: [protos], keepCase: true, longs: String, enums: String, defaults: true });
const city = grpc.loadPackageDefinition(definition).gridcity;
const hotline = new city.hotline.v1.Hotline(address, grpc.credentials.createInsecure());
const desk = new city.desk.v1.Desk(address, grpc.credentials.createInsecure());
const metadata = new grpc.Metadata();
metadata.add('authorization', `Bearer ${token}`);

/** Calls a method; a refusal is an error with a gRPC status code and its reason. */
const call = (service, method, request) => new Promise((resolve, reject) =>
  service[method](request, metadata, { deadline: Date.now() + 60_000 }, (error, reply) => (error ? reject(error) : resolve(reply))));

/** A UUID of version 7 (RFC 9562): milliseconds since 1970, then chance. */
function newCommandId() {
  const bytes = crypto.randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** What the form of the line asks for; a person would be asked, a sample takes the first choice. */
const answerOf = (field) => (field.type === 'choice' ? field.choices[0] : field.type === 'number' ? String(field.min ?? 1) : 'as told');

async function main() {
  const caller = '057100001234';
  const { lines } = await call(hotline, 'ListLines', {});
  const form = lines.find((one) => one.code === line).fields.filter((field) => field.type !== 'report');
  const started = await call(hotline, 'StartCall', { line, caller_phone: caller });
  console.log('known', started.known, 'cases', started.cases.length);

  const told = await call(hotline, 'Register', {
    command_id: newCommandId(),
    source: line,
    category,
    place: { latitude: Number(latitude), longitude: Number(longitude) },
    description: 'The street light has been dark for a week.',
    caller_phone: caller,
    intake: form.map((field) => ({ field: field.field, value: answerOf(field) })),
  });
  console.log('registered', told.number);
  await call(desk, 'Urge', { command_id: newCommandId(), case_id: told.case_id });
  await call(desk, 'Answer', { command_id: newCommandId(), case_id: told.case_id, text: 'A lamp is on its way.' });
  const visited = await call(hotline, 'ReturnVisit', {
    command_id: newCommandId(), case_id: told.case_id, reached: true, satisfaction: 2, contest_reason: 'It is still dark.',
  });
  console.log('visited', visited.stage);
  const followed = await call(hotline, 'Follow', { number: told.number, follow_code: told.follow_code });
  console.log('followed', followed.stage);
}

main().then(() => process.exit(0), (error) => {
  console.error(`${grpc.status[error.code] ?? 'failed'}: ${error.details ?? error.stack}`);
  process.exit(1);
});
