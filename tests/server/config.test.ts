import { expect, test } from 'vitest';
import { sentenceFrom } from '../../shared/refusals/sentence-from.ts';
import { readConfig } from '../../sync-server/config.ts';
import { startSentences } from '../../sync-server/start-sentences.ts';

test('without any variable: this machine only, port 8080, ./data, the demonstration', () => {
  expect(readConfig({}, '/srv/tillside')).toEqual({
    ok: true,
    value: {
      host: '127.0.0.1',
      port: 8080,
      dataDir: '/srv/tillside/data',
      mongodbUri: null,
      demo: true,
      trustProxy: 0,
      logLevel: 'info',
      secret: null,
    },
  });
});

test.each([
  ['PORT', '1', { port: 1 }],
  ['PORT', '0', { port: 0 }],
  ['PORT', '65535', { port: 65_535 }],
  ['PORT', '', { port: 8080 }],
  ['HOST', '0.0.0.0', { host: '0.0.0.0' }],
  ['DATA_DIR', '/var/lib/tillside', { dataDir: '/var/lib/tillside' }],
  [
    'MONGODB_URI',
    'mongodb://a:b@c:1,d:2/t?replicaSet=r',
    { mongodbUri: 'mongodb://a:b@c:1,d:2/t?replicaSet=r' },
  ],
  ['MONGODB_URI', 'mongodb+srv://cluster.example/t', { mongodbUri: 'mongodb+srv://cluster.example/t' }],
  ['DEMO', '0', { demo: false }],
  ['TRUST_PROXY', '1', { trustProxy: 1 }],
  ['LOG_LEVEL', 'debug', { logLevel: 'debug' }],
  ['TILLSIDE_SECRET', 's'.repeat(32), { secret: 's'.repeat(32) }],
])('%s=%s', (name, value, expected) => {
  expect(readConfig({ [name]: value }, '/')).toMatchObject({ ok: true, value: expected });
});

test.each([
  ['PORT', '65536', 'PORT must be a whole number from 1 to 65535 (or 0 for any free port), not "65536".'],
  ['PORT', '-1', 'not "-1"'],
  ['PORT', '80.5', 'not "80.5"'],
  ['PORT', '0x50', 'not "0x50"'],
  ['PORT', 'http', 'not "http"'],
  ['MONGODB_URI', 'localhost:27017', 'MONGODB_URI must be an address such as mongodb://host:27017/tillside.'],
  ['MONGODB_URI', 'mongodb://', 'MONGODB_URI must be'],
  ['DEMO', 'yes', 'DEMO must be 1 (a demonstration chain in an empty database) or 0, not "yes".'],
  ['TRUST_PROXY', 'yes', 'TRUST_PROXY must be the number of proxies in front of the server, 0 to 9'],
  [
    'LOG_LEVEL',
    'loud',
    'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent, not "loud".',
  ],
  ['TILLSIDE_SECRET', 'short', 'TILLSIDE_SECRET must be a random text of at least 32 characters'],
])('%s=%s is refused with what is right', (name, value, sentence) => {
  const config = readConfig({ [name]: value }, '/');
  expect(config.ok ? '' : sentenceFrom(startSentences, config.refusal)).toContain(sentence);
  // A password in an address, or half a secret, does not end up on a screen.
  if (!['PORT', 'DEMO', 'LOG_LEVEL', 'TRUST_PROXY'].includes(name)) {
    expect(config.ok ? '' : sentenceFrom(startSentences, config.refusal)).not.toContain(`"${value}"`);
  }
});
