/** What the page sends to say who is calling. It lives as long as the browser tab. */
export type Credentials = { kind: 'none' } | { kind: 'apiKey'; value: string } | { kind: 'token'; value: string; email: string };

const storageKey = 'crmgraph.credentials';

export function loadCredentials(): Credentials {
  const stored = sessionStorage.getItem(storageKey);
  return stored ? (JSON.parse(stored) as Credentials) : { kind: 'none' };
}

export function saveCredentials(credentials: Credentials): void {
  if (credentials.kind === 'none') sessionStorage.removeItem(storageKey);
  else sessionStorage.setItem(storageKey, JSON.stringify(credentials));
}

/** The same names work as HTTP headers and in the payload of a WebSocket's connection_init. */
export function credentialHeaders(credentials: Credentials): Record<string, string> {
  switch (credentials.kind) {
    case 'apiKey':
      return { 'x-api-key': credentials.value };
    case 'token':
      return { authorization: `Bearer ${credentials.value}` };
    case 'none':
      return {};
  }
}

/** Asks for a token of a demo user; only hosts in Development hand them out. */
export async function requestDevelopmentToken(email: string): Promise<Credentials | 'unavailable' | 'unknownUser'> {
  const response = await fetch('/dev/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email }),
  });
  if (response.ok) {
    const { token } = (await response.json()) as { token: string };
    return { kind: 'token', value: token, email };
  }
  const isRefusal = response.headers.get('content-type')?.includes('json') ?? false;
  return isRefusal ? 'unknownUser' : 'unavailable';
}
