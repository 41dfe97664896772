// Runs gRPC's interoperability cases with @grpc/grpc-js and prints one line per case: "ok CASE" or "fail CASE REASON".
// usage: node run.mjs HOST:PORT PROTO_ROOT [CA_PEM]
// With a CA the channel speaks TLS to a server named localhost.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const [target, protoRoot, caPath] = process.argv.slice(2);
const { testing } = grpc.loadPackageDefinition(
  loader.loadSync('grpc/testing/test.proto', { includeDirs: [protoRoot], keepCase: true, defaults: true })).grpc;
const credentials = caPath ? grpc.credentials.createSsl(readFileSync(caPath)) : grpc.credentials.createInsecure();
const tlsOptions = caPath
  ? { 'grpc.ssl_target_name_override': 'localhost', 'grpc.default_authority': 'localhost' }
  : {};
const GZIP = 2;

const connect = (options = {}) => new testing.TestService(target, credentials, { ...tlsOptions, ...options });
const client = connect();
const gzipClient = connect({ 'grpc.default_compression_algorithm': GZIP });

const zeros = (size) => ({ body: Buffer.alloc(size) });
const output = (size, payloadSize) => ({ response_parameters: [{ size }], payload: zeros(payloadSize) });
const largeRequest = (extra = {}) => ({ response_size: 314159, payload: zeros(271828), ...extra });

/** Calls a unary method; resolves with the reply, its headers and its trailers, rejects with the status. */
function unary(stub, name, request, metadata = new grpc.Metadata()) {
  return new Promise((resolve, reject) => {
    const seen = {};
    const call = stub[name](request, metadata, (error, reply) => (error ? reject(error) : (seen.reply = reply)));
    call.on('metadata', (headers) => (seen.headers = headers));
    call.on('status', (status) => status.code === grpc.status.OK && resolve({ ...seen, trailers: status.metadata }));
  });
}

/** Resolves with all replies, headers and the final status, whatever the status is. */
function drain(call) {
  return new Promise((resolve) => {
    const seen = { replies: [] };
    call.on('metadata', (headers) => (seen.headers = headers));
    call.on('data', (reply) => seen.replies.push(reply));
    call.on('error', () => {});
    call.on('status', (status) => resolve({ ...seen, status }));
  });
}

/** Calls a method that the server's .proto does not have, with empty messages. */
function unknown(path) {
  const raw = new grpc.Client(target, credentials, tlsOptions);
  const same = (bytes) => bytes;
  return new Promise((resolve, reject) =>
    raw.makeUnaryRequest(
      path, same, same, Buffer.alloc(0), (error, reply) => (error ? reject(error) : resolve(reply))));
}

const rejectsWith = (promise, code) => assert.rejects(promise, (error) => error.code === code);
const sizes = (replies) => replies.map((reply) => reply.payload.body.length);

function echoMetadata() {
  const metadata = new grpc.Metadata();
  metadata.set('x-grpc-test-echo-initial', 'test_initial_metadata_value');
  metadata.set('x-grpc-test-echo-trailing-bin', Buffer.from([0xab, 0xab, 0xab]));
  return metadata;
}

function assertEchoed(headers, trailers) {
  assert.deepEqual(headers.get('x-grpc-test-echo-initial'), ['test_initial_metadata_value']);
  assert.deepEqual(trailers.get('x-grpc-test-echo-trailing-bin'), [Buffer.from([0xab, 0xab, 0xab])]);
}

async function echoStatus(message) {
  const response_status = { code: grpc.status.UNKNOWN, message };
  const expected = { code: grpc.status.UNKNOWN, details: message };
  await assert.rejects(unary(client, 'UnaryCall', { response_status }), expected);
  const call = client.FullDuplexCall();
  const end = drain(call);
  call.write({ response_status });
  call.end();
  const { status } = await end;
  assert.equal(status.code, grpc.status.UNKNOWN);
  assert.equal(status.details, message);
}

const cases = {
  async empty_unary() {
    assert.deepEqual({ ...(await unary(client, 'EmptyCall', {})).reply }, {});
  },

  async large_unary() {
    const { reply } = await unary(client, 'UnaryCall', largeRequest());
    assert.equal(reply.payload.body.length, 314159);
  },

  async client_streaming() {
    const total = await new Promise((resolve, reject) => {
      const call = client.StreamingInputCall((error, reply) => (error ? reject(error) : resolve(reply)));
      for (const size of [27182, 8, 1828, 45904]) call.write({ payload: zeros(size) });
      call.end();
    });
    assert.equal(total.aggregated_payload_size, 74922);
  },

  async server_streaming() {
    const response_parameters = [31415, 9, 2653, 58979].map((size) => ({ size }));
    const { replies, status } = await drain(client.StreamingOutputCall({ response_parameters }));
    assert.equal(status.code, grpc.status.OK);
    assert.deepEqual(sizes(replies), [31415, 9, 2653, 58979]);
  },

  async ping_pong() {
    const steps = [[31415, 27182], [9, 8], [2653, 1828], [58979, 45904]];
    const call = client.FullDuplexCall();
    const end = drain(call);
    call.on('data', () => (steps.length ? call.write(output(...steps.shift())) : call.end()));
    call.write(output(...steps.shift()));
    const { replies, status } = await end;
    assert.equal(status.code, grpc.status.OK);
    assert.deepEqual(sizes(replies), [31415, 9, 2653, 58979]);
  },

  async empty_stream() {
    const call = client.FullDuplexCall();
    const end = drain(call);
    call.end();
    const { replies, status } = await end;
    assert.equal(status.code, grpc.status.OK);
    assert.equal(replies.length, 0);
  },

  async custom_metadata() {
    const { headers, trailers } = await unary(client, 'UnaryCall', largeRequest(), echoMetadata());
    assertEchoed(headers, trailers);
    const call = client.FullDuplexCall(echoMetadata());
    const end = drain(call);
    call.write(output(314159, 271828));
    call.end();
    const stream = await end;
    assertEchoed(stream.headers, stream.status.metadata);
  },

  async status_code_and_message() {
    await echoStatus('test status message');
  },

  async special_status_message() {
    await echoStatus('\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n');
  },

  async unimplemented_method() {
    await rejectsWith(unknown('/grpc.testing.TestService/UnimplementedCall'), grpc.status.UNIMPLEMENTED);
  },

  async unimplemented_service() {
    await rejectsWith(unknown('/grpc.testing.UnimplementedService/UnimplementedCall'), grpc.status.UNIMPLEMENTED);
  },

  async cancel_after_begin() {
    const ended = new Promise((resolve) => {
      const call = client.StreamingInputCall((error) => resolve(error));
      call.cancel();
    });
    assert.equal((await ended).code, grpc.status.CANCELLED);
  },

  async cancel_after_first_response() {
    const call = client.FullDuplexCall();
    const end = drain(call);
    call.on('data', () => call.cancel());
    call.write(output(31415, 27182));
    const { replies, status } = await end;
    assert.equal(replies.length, 1);
    assert.equal(status.code, grpc.status.CANCELLED);
  },

  async timeout_on_sleeping_server() {
    const call = client.FullDuplexCall({ deadline: Date.now() + 1 });
    const end = drain(call);
    call.write({ payload: zeros(27182) });
    assert.equal((await end).status.code, grpc.status.DEADLINE_EXCEEDED);
  },

  async client_compressed_unary() {
    const expected = largeRequest({ expect_compressed: { value: true } });
    await rejectsWith(unary(client, 'UnaryCall', expected), grpc.status.INVALID_ARGUMENT);
    const compressed = await unary(gzipClient, 'UnaryCall', expected);
    assert.equal(compressed.reply.payload.body.length, 314159);
    const plain = await unary(client, 'UnaryCall', largeRequest({ expect_compressed: { value: false } }));
    assert.equal(plain.reply.payload.body.length, 314159);
  },

  async server_compressed_unary() {
    for (const value of [true, false]) {
      const { reply } = await unary(client, 'UnaryCall', largeRequest({ response_compressed: { value } }));
      assert.equal(reply.payload.body.length, 314159);
    }
  },
};

for (const [name, run] of Object.entries(cases))
  await run().then(
    () => console.log(`ok ${name}`),
    (error) => console.log(`fail ${name} ${String(error.stack ?? error).replaceAll('\n', ' | ')}`));
process.exit(0);
