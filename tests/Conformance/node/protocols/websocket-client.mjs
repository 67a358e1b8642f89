// The client of graphql-ws, as front ends use it, against SERVER_URL.
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { assert, collect, scenario, url } from './scenario.mjs';

const socketUrl = url.replace(/^http/, 'ws');
const connect = (options = {}) => createClient({ url: socketUrl, webSocketImpl: WebSocket, retryAttempts: 0, ...options });

await scenario('a query gets one result', async () => {
  const client = connect();
  assert.deepEqual(await collect(client, { query: '{ hello }' }), [{ data: { hello: 'world' } }]);
  await client.dispose();
});

await scenario('a mutation with variables gets one result', async () => {
  const client = connect();
  const results = await collect(client, { query: 'mutation Add($by: Int!) { increment(by: $by) }', variables: { by: 2 }, operationName: 'Add' });
  assert.deepEqual(results, [{ data: { increment: 3 } }]);
  await client.dispose();
});

await scenario('a subscription streams in order and completes', async () => {
  const client = connect();
  const results = await collect(client, { query: 'subscription { countTo(n: 50) }' });
  assert.deepEqual(results.map((r) => r.data.countTo), Array.from({ length: 50 }, (_, i) => i + 1));
  await client.dispose();
});

await scenario('an async iterator ends when it is returned from', async () => {
  const client = connect();
  let seen = 0;
  for await (const result of client.iterate({ query: 'subscription { countTo(n: 1000000) }' })) {
    assert.equal(result.data.countTo, ++seen);
    if (seen === 10) break;
  }
  assert.deepEqual(await collect(client, { query: '{ hello }' }), [{ data: { hello: 'world' } }]);
  await client.dispose();
});

await scenario('validation errors reject the operation and keep the socket', async () => {
  const closes = [];
  const client = connect({ lazy: false, on: { closed: (event) => closes.push(event.code) } });
  await assert.rejects(collect(client, { query: '{ unknown }' }), (errors) => Array.isArray(errors) && errors[0].extensions.code === 'GRAPHQL_VALIDATION_FAILED');
  assert.deepEqual(await collect(client, { query: '{ hello }' }), [{ data: { hello: 'world' } }]);
  assert.deepEqual(closes, []);
  await client.dispose();
});

await scenario('a field error comes with the data', async () => {
  const client = connect();
  const [result] = await collect(client, { query: '{ hello refused }' });
  assert.deepEqual(result.data, { hello: 'world', refused: null });
  assert.equal(result.errors[0].extensions.code, 'FORBIDDEN');
  assert.deepEqual(result.errors[0].path, ['refused']);
  await client.dispose();
});

await scenario('a source that fails rejects', async () => {
  const client = connect();
  await assert.rejects(collect(client, { query: 'subscription { overflowing }' }), (errors) => errors[0].extensions.code === 'SUBSCRIPTION_OVERFLOW');
  await client.dispose();
});

await scenario('fifty operations share one socket', async () => {
  const client = connect();
  const all = await Promise.all(Array.from({ length: 50 }, (_, i) => collect(client, { query: 'query ($t: String) { echo(text: $t) }', variables: { t: `n${i}` } })));
  assert.deepEqual(all.map(([r]) => r.data.echo), Array.from({ length: 50 }, (_, i) => `n${i}`));
  await client.dispose();
});

await scenario('keep-alive pings of the client are answered', async () => {
  let answered;
  const pong = new Promise((resolve) => (answered = resolve));
  const client = connect({ lazy: false, keepAlive: 20, on: { pong: (received) => received && answered() } });
  await pong;
  await client.dispose();
});

await scenario('a client that is refused is told so by the close code', async () => {
  const client = connect({ connectionParams: { 'x-api-key': 'refuse me' } });
  await assert.rejects(collect(client, { query: '{ hello }' }), (event) => event.code === 4403);
  await client.dispose();
});
