// The client of graphql-sse in "distinct connections" mode against SERVER_URL.
import { createClient } from 'graphql-sse';
import { assert, collect, scenario, url } from './scenario.mjs';

const client = createClient({ url, singleConnection: false, retryAttempts: 0 });

await scenario('a query streams one result and completes', async () => {
  assert.deepEqual(await collect(client, { query: '{ hello }' }), [{ data: { hello: 'world' } }]);
});

await scenario('a mutation streams one result and completes', async () => {
  assert.deepEqual(await collect(client, { query: 'mutation { increment(by: 1) }' }), [{ data: { increment: 2 } }]);
});

await scenario('a subscription streams in order and completes', async () => {
  const results = await collect(client, { query: 'subscription ($n: Int!) { countTo(n: $n) }', variables: { n: 100 } });
  assert.deepEqual(results.map((r) => r.data.countTo), Array.from({ length: 100 }, (_, i) => i + 1));
});

await scenario('validation issues are streamed', async () => {
  const [result, ...rest] = await collect(client, { query: '{ unknown }' });
  assert.equal(result.errors[0].extensions.code, 'GRAPHQL_VALIDATION_FAILED');
  assert.deepEqual(rest, []);
});

await scenario('a subscription that is stopped early completes', async () => {
  const results = await collect(client, { query: 'subscription { countTo(n: 1000000) }' }, 3);
  // what the client had read already still comes
  assert.ok(results.length >= 3 && results.length < 1_000_000);
});

await scenario('a source that fails is told in the stream', async () => {
  const results = await collect(client, { query: 'subscription { overflowing }' });
  assert.equal(results.at(-1).errors[0].extensions.code, 'SUBSCRIPTION_OVERFLOW');
});

await scenario('a client that is refused gets 401', async () => {
  const refused = createClient({ url, retryAttempts: 0, headers: { 'x-api-key': 'refuse me' } });
  await assert.rejects(collect(refused, { query: '{ hello }' }), (error) => error.response.status === 401);
  refused.dispose();
});

client.dispose();
