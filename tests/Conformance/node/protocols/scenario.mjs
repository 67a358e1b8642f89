// What the scripts of the clients share: named scenarios that fail loudly, one line for each that went well.
import assert from 'node:assert/strict';

export const url = process.env.SERVER_URL;

export async function scenario(name, run) {
  const patience = AbortSignal.timeout(60_000);
  await Promise.race([
    run(),
    new Promise((_, reject) => patience.addEventListener('abort', () => reject(new Error(`"${name}" took more than a minute`)))),
  ]);
  console.log(`ok ${name}`);
}

/** Subscribes and collects until the end; `stopAfter` unsubscribes after that many results. */
export function collect(client, payload, stopAfter = Infinity) {
  return new Promise((resolve, reject) => {
    const results = [];
    const unsubscribe = client.subscribe(payload, {
      next(result) {
        results.push(result);
        if (results.length === stopAfter) unsubscribe();
      },
      error: reject,
      complete: () => resolve(results),
    });
  });
}

export { assert };
