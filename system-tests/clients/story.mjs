// What every library sends: one half while all is well, the other while Kafka is away.
import { createInterface } from 'node:readline/promises';

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const TRACKED = 94;

export const [, , url, key, account] = process.argv;

/** Calls of Segment's API in a half, each with an id of its own. */
export function calls(half) {
  const user = `ann-of-${account}`;
  const id = (name) => `${account}-${half}-${name}`;
  return [
    { kind: 'identify', id: id('identify'), user, traits: { title: 'CTO' } },
    { kind: 'group', id: id('group'), user, traits: { name: 'Acme', employees: 12 } },
    ...Array.from({ length: TRACKED }, (_, n) => ({
      kind: 'track', id: id(`track-${n}`), user, name: 'Report Exported', properties: { number: n },
    })),
    { kind: 'track', id: id('signed-in'), user, name: 'Signed In', properties: {} },
    { kind: 'page', id: id('page'), user, name: 'Pricing', properties: { path: '/pricing' } },
    { kind: 'screen', id: id('screen'), user, name: 'Pricing', properties: {} },
    { kind: 'alias', id: id('alias'), user, previous: `nobody-${half}-of-${account}` },
  ];
}

/** Sends both halves, and stays until it is told to end: some libraries go on sending by themselves. */
export async function play(send) {
  await send('calm');
  console.log('calm');
  await told('storm');
  await send('storm');
  await told('end');
  process.exit(0);
}

/** Tells under which id something is sent. */
export function sent(kind, id) {
  console.log(`sent ${kind} ${id}`);
}

async function told(what) {
  const { value } = await lines.next();
  if (value !== what) {
    throw new Error(`expected to be told "${what}", but was told "${value}"`);
  }
}
