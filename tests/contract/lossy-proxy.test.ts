import { expect, onTestFinished, test } from 'vitest';
import { openLossyProxy } from './lossy-proxy.ts';

test.each([
  ['mongodb://127.0.0.1:5/own', '', '/own?directConnection=true'],
  ['mongodb://127.0.0.1', '', '/?directConnection=true'],
  [
    'mongodb://a%40b:p%2Fw@one:5,two:6/own?authSource=admin&replicaSet=rs&tls=true',
    'a%40b:p%2Fw@',
    '/own?authSource=admin&tls=true&directConnection=true',
  ],
])('a proxy before %s keeps user, password, database and options', async (uri, user, rest) => {
  const proxy = await openLossyProxy(uri);
  onTestFinished(proxy.close);
  const [before, after] = proxy.uri.split(/127\.0\.0\.1:\d+/);
  expect([before, after]).toEqual([`mongodb://${user}`, rest]);
});
