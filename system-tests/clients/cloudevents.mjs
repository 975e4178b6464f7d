import { CloudEvent, emitterFor, httpTransport, Mode } from 'cloudevents';
import { setTimeout as wait } from 'node:timers/promises';
import { account, key, play, sent, url } from './story.mjs';

const EVENTS = 50;
const sink = `${url}/v1/events`;
const modes = {
  // The two ways to show a key that a sender of CloudEvents has.
  binary: emitterFor(httpTransport(sink), { mode: Mode.BINARY }),
  structured: emitterFor(httpTransport(`${sink}?access_token=${key}`), { mode: Mode.STRUCTURED }),
};
const options = { binary: { headers: { Authorization: `Bearer ${key}` } }, structured: {} };

// The library sends once, and leaves it to the sender to send again.
async function deliver(mode, event) {
  sent('track', `/${account}#${event.id}`);
  for (;;) {
    const { body, headers } = await modes[mode](event, options[mode]);
    if (JSON.parse(body).accepted === 1) {
      return;
    }
    if (!headers['retry-after']) {
      throw new Error(body);
    }
    await wait(headers['retry-after'] * 1000);
  }
}

await play((half) => Promise.all(Object.keys(modes).flatMap((mode, at) =>
  Array.from({ length: EVENTS }, (_, n) => deliver(mode, new CloudEvent({
    id: `${half}-${mode}-${n}`,
    source: `/${account}`,
    type: 'com.acme.usage.feature-used.v1',
    subject: account,
    data: { feature: 'Report Exported', number: at * EVENTS + n, actorId: `ann-of-${account}` },
  }))))));
