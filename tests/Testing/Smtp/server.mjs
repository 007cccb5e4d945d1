// A real SMTP server that a test steers: JSON lines in on stdin, JSON lines out on stdout.
// In: first the options, then {"do":"rule",...} and {"do":"clear"}, each answered by {"event":"done"}.
// Out: {"event":"listening","port"} and {"event":"message",...} for every message that came in whole.
// It ends when stdin ends, so a killed test process leaves no server behind.
import { createInterface } from 'node:readline';
import { SMTPServer } from 'smtp-server';

const sockets = new Map();
let rules = [];

const tell = line => process.stdout.write(JSON.stringify(line) + '\n');

function refusal(rule) {
  return Object.assign(new Error(rule.text), { responseCode: rule.code });
}

function ruleFor(moment, address) {
  const rule = rules.find(r => r.at === moment && r.times > 0 && (!r.address || r.address === address));
  if (rule) rule.times -= 1;
  return rule;
}

// Answers as the first rule for this moment says, or as usual when there is none.
function answer(moment, address, session, accept) {
  const rule = ruleFor(moment, address);
  if (!rule) return accept();
  if (rule.fault === 'stall') return undefined;
  if (rule.fault === 'drop') return sockets.get(session.remotePort)?.destroy();
  return accept(refusal(rule));
}

function forget(stream, session, done) {
  stream.on('end', done);
  stream.resume();
}

function received(stream, session, done) {
  const chunks = [];
  stream.on('data', chunk => chunks.push(chunk));
  stream.on('end', () => {
    const report = (accepted) => tell({
      event: 'message',
      accepted,
      from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
      to: session.envelope.rcptTo.map(recipient => recipient.address),
      bodyType: session.envelope.bodyType ?? '7bit',
      smtpUtf8: session.envelope.smtpUtf8 ?? false,
      secure: session.secure,
      user: session.user ?? null,
      session: session.id,
      raw: Buffer.concat(chunks).toString('base64'),
    });
    const rule = ruleFor('message', session.envelope.rcptTo[0]?.address);
    report(!rule);
    if (!rule) return done();
    if (rule.fault === 'stall') return undefined;
    if (rule.fault === 'drop') return sockets.get(session.remotePort)?.destroy();
    return done(refusal(rule));
  });
}

async function tokenAnswer(options, auth, done) {
  const answer = await fetch(options.introspection, { method: 'POST', body: new URLSearchParams({ token: auth.accessToken }) });
  const { active, username } = await answer.json();
  return active && username === auth.username
    ? done(null, { user: username })
    : done(null, { data: { status: '401', schemes: 'bearer', scope: 'mail' } });
}

function start(options) {
  const server = new SMTPServer({
    name: 'sink.example',
    key: options.key ?? undefined,
    cert: options.certificate ?? undefined,
    secure: options.tlsFromStart,
    size: options.size ?? undefined,
    rejectOversized: true,
    hide8BITMIME: options.hide8BitMime,
    hideSMTPUTF8: options.hideSmtpUtf8,
    disabledCommands: [...(options.startTls ? [] : ['STARTTLS']), ...(options.user ? [] : ['AUTH'])],
    authMethods: options.introspection ? ['XOAUTH2'] : ['PLAIN', 'LOGIN'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 100,
    onAuth: (auth, session, done) => auth.method === 'XOAUTH2' ? tokenAnswer(options, auth, done) : auth.username === options.user && auth.password === options.password
      ? done(null, { user: auth.username })
      : done(Object.assign(new Error('Authentication credentials invalid'), { responseCode: 535 })),
    onConnect: (session, done) => answer('connect', null, session, done),
    onMailFrom: (address, session, done) => answer('sender', address.address, session, done),
    onRcptTo: (address, session, done) => answer('recipient', address.address, session, done),
    onData: options.forget ? forget : received,
  });
  server.server.on('connection', socket => {
    const port = socket.remotePort;
    socket.setNoDelay(true); // as mail servers do: small answers must not wait for the client's acknowledgement
    sockets.set(port, socket);
    socket.on('close', () => sockets.delete(port));
  });
  // A client that goes away, or does not trust the certificate, is what some tests are about.
  server.on('error', error => process.stderr.write(`${error.message}\n`));
  server.listen(0, '127.0.0.1', () => tell({ event: 'listening', port: server.server.address().port }));
}

const lines = createInterface({ input: process.stdin });
let started = false;
lines.on('line', line => {
  const command = JSON.parse(line);
  if (!started) {
    started = true;
    start(command);
    return;
  }
  rules = command.do === 'clear' ? [] : [...rules, command.rule];
  tell({ event: 'done' });
});
lines.on('close', () => process.exit(0));
