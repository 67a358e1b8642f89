import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { createClient } from 'graphql-ws';
import { credentialHeaders, type Credentials } from './credentials';

/** Queries and mutations go over HTTP, subscriptions over a WebSocket; both carry the same credentials. */
export function createFetcher(credentials: Credentials): Fetcher {
  const endpoint = new URL(location.pathname.replace(/\/$/, ''), location.href);
  const socket = new URL(endpoint);
  socket.protocol = endpoint.protocol === 'https:' ? 'wss:' : 'ws:';
  return createGraphiQLFetcher({
    url: endpoint.href,
    headers: credentialHeaders(credentials),
    wsClient: createClient({ url: socket.href, connectionParams: credentialHeaders(credentials), retryAttempts: 5 }),
  });
}
