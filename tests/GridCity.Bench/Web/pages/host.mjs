// Serves the built pages and passes calls on to a silo with a token, as the silo itself does for whoever is signed in. So a
// bench measures pages and calls, not the sign-in.
import { createReadStream, existsSync } from 'node:fs';
import { createServer, request as ask } from 'node:http';
import { createGzip } from 'node:zlib';
import { extname, join, normalize } from 'node:path';

const types = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css',
  '.svg': 'image/svg+xml', '.json': 'application/json', '.webmanifest': 'application/manifest+json', '.png': 'image/png',
};

const policy = "default-src 'self'; img-src 'self' data: blob:; worker-src 'self'; object-src 'none'; base-uri 'none'";

/** @param {{dist: string, silo: string, token: string, role: string, unit?: string, streams?: (url: string) => AsyncIterable<string> | undefined}} options */
export async function host(options) {
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://bench').pathname;
    if (path === '/v1/session') return session(response, options);
    const stream = options.streams?.(request.url);
    if (stream) return void play(stream, request, response);
    if (path.startsWith('/v1/')) return pass(request, response, options);
    return file(path, response, options.dist);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function session(response, { role, unit = '' }) {
  const expires = new Date(Date.now() + 86_400_000).toISOString();
  const posts = [{ role, unit, areas: [], sees_phone: false, post_id: 'bench' }];
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ person: 'bench', name: 'Bench', posts, areas: [], expires, csrf: 'bench', post_id: 'bench' }));
}

async function play(stream, request, response) {
  let open = true;
  request.on('close', () => (open = false));
  response.on('close', () => (open = false));
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  for await (const data of stream) {
    if (!open) return;
    if (!response.write(`data: ${data}\n\n`)) await new Promise((done) => response.once('drain', done).once('close', done));
  }
}

function pass(request, response, { silo, token }) {
  const headers = { ...request.headers, authorization: token };
  delete headers.host;
  delete headers.cookie;
  const upstream = ask(silo + request.url, { method: request.method, headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  upstream.on('error', () => response.destroy());
  response.on('close', () => upstream.destroy());
  request.pipe(upstream);
}

function file(path, response, dist) {
  const wanted = normalize(path === '/' ? '/index.html' : extname(path) ? path : `${path}/index.html`);
  const found = join(dist, wanted);
  if (!existsSync(found)) return void response.writeHead(404).end();
  response.writeHead(200, {
    'content-type': types[extname(found)] ?? 'application/octet-stream', 'content-security-policy': policy, 'content-encoding': 'gzip',
  });
  createReadStream(found).pipe(createGzip()).pipe(response);
}
