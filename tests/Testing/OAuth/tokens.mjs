// A token endpoint as RFC 6749 has it, and the introspection (RFC 7662) by which servers check what they are shown.
// In: one JSON line of options on stdin. Out: {"event":"listening","port"} on stdout. It ends when stdin ends.
//   POST /token       gives access tokens; a refresh token is good once and is followed by the next
//   POST /introspect  whether a token is good
//   POST /withdraw    no token given so far is good any more
//   GET  /asked       what /token was asked, in order
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';

let options;
let refresh;
let given = 0;
let away = 0;
const good = new Set();
const asked = [];

async function form(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return new URLSearchParams(Buffer.concat(chunks).toString());
}

function grant(wanted) {
  if (wanted.get('client_id') !== options.clientId || (wanted.get('client_secret') ?? null) !== options.clientSecret) {
    return [401, { error: 'invalid_client', error_description: 'who is that' }];
  }
  const byRefresh = wanted.get('grant_type') === 'refresh_token';
  if (byRefresh && wanted.get('refresh_token') !== refresh) return [400, { error: 'invalid_grant', error_description: 'used or unknown' }];
  if (byRefresh !== Boolean(options.refreshToken)) return [400, { error: 'unauthorized_client' }];
  given += 1;
  good.add(`access-${given}`);
  if (byRefresh) refresh = `refresh-${given}`;
  return [200, { access_token: `access-${given}`, token_type: 'Bearer', expires_in: options.expiresIn, ...(byRefresh ? { refresh_token: refresh } : {}) }];
}

async function answer(request) {
  const wanted = await form(request);
  switch (request.url.split('?')[0]) {
    case '/token': {
      const [status, body] = away > 0 ? [503, {}] : grant(wanted);
      if (away > 0) away -= 1;
      asked.push({ grant: wanted.get('grant_type'), refreshToken: wanted.get('refresh_token'), scope: wanted.get('scope'), status });
      return [status, body];
    }
    case '/introspect': {
      const token = wanted.get('token') ?? new URL(request.url, 'http://here').searchParams.get('token');
      return [200, { active: good.has(token), username: options.user, sub: options.user }];
    }
    case '/withdraw':
      good.clear();
      return [200, {}];
    case '/away':
      away = Number(wanted.get('times'));
      return [200, {}];
    case '/asked':
      return [200, asked];
    default:
      return [404, {}];
  }
}

createInterface({ input: process.stdin })
  .on('line', line => {
    options = JSON.parse(line);
    refresh = options.refreshToken;
    const server = createServer(async (request, response) => {
      const [status, body] = await answer(request);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify({ event: 'listening', port: server.address().port })}\n`));
  })
  .on('close', () => process.exit(0));
