// A dashboard and a sales rep: one listens with graphql-ws, the other moves deals over HTTP. Prints how long each change took to arrive.
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { assert, scenario, url } from './scenario.mjs';

const signIn = await fetch(new URL('/dev/token', url), { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"email":"admin@crmgraph.example"}' });
const authorization = `Bearer ${(await signIn.json()).token}`;

async function gql(query, variables) {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', authorization }, body: JSON.stringify({ query, variables }) });
  const { data, errors } = await response.json();
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data;
}

await scenario('stage changes arrive in the order of the moves', async () => {
  const client = createClient({ url: url.replace(/^http/, 'ws'), webSocketImpl: WebSocket, retryAttempts: 0, connectionParams: { authorization } });
  // from here on nothing is missed, however long subscribing takes
  const { eventCursor } = await gql('{ eventCursor }');
  const changes = client.iterate({ variables: { after: eventCursor }, query: 'subscription ($after: String) { opportunityStageChanged(after: $after) { from { key } to { key } by { name } opportunity { id number stage { key } } } }' });
  const { pipelines } = await gql('{ pipelines { isDefault stages { id key kind } } }');
  const [first, second] = pipelines.find((p) => p.isDefault).stages;
  const { opportunities } = await gql('query ($stage: ID!) { opportunities(first: 1, where: { stage: { id: { eq: $stage } } }) { nodes { id } } }', { stage: first.id });
  const id = opportunities.nodes[0].id;
  let arrival = changes.next();

  const latencies = [];
  for (let i = 0; i < 20; i++) {
    const [from, to] = i % 2 === 0 ? [first, second] : [second, first];
    const { moveOpportunity } = await gql('mutation ($id: ID!, $stage: ID!) { moveOpportunity(input: { opportunityId: $id, stageId: $stage }) { errors { message } } }', { id, stage: to.id });
    const answered = performance.now();
    assert.deepEqual(moveOpportunity.errors, []);
    const { value } = await arrival;
    latencies.push(performance.now() - answered);
    const change = value.data.opportunityStageChanged;
    assert.deepEqual([change.from.key, change.to.key, change.opportunity.id], [from.key, to.key, id]);
    arrival = changes.next();
  }

  latencies.sort((a, b) => a - b);
  console.log(`ms after the answer: median ${latencies[10].toFixed(1)}, worst ${latencies[19].toFixed(1)}`);
  await client.dispose();
});
