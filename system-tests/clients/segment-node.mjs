import { Analytics } from '@segment/analytics-node';
import { account, calls, key, play, sent, url } from './story.mjs';

const analytics = new Analytics({ writeKey: key, host: url });
analytics.on('error', (failure) => console.error(failure));

function deliver({ kind, id, user, previous, name, traits, properties }) {
  const about = { userId: user, messageId: id, context: { groupId: account } };
  sent(kind, id);
  switch (kind) {
    case 'group': return analytics.group({ ...about, groupId: account, traits });
    case 'identify': return analytics.identify({ ...about, traits });
    case 'track': return analytics.track({ ...about, event: name, properties });
    case 'alias': return analytics.alias({ ...about, previousId: previous });
    default: return analytics[kind]({ ...about, name, properties });
  }
}

await play(async (half) => {
  calls(half).forEach(deliver);
  await analytics.flush();
});
