// Runs the audits of graphql-http against SERVER_URL and writes one JSON line per audit.
import { auditServer } from 'graphql-http';

for (const result of await auditServer({ url: process.env.SERVER_URL })) {
  console.log(JSON.stringify({ id: result.id, name: result.name, status: result.status, reason: result.reason }));
}
