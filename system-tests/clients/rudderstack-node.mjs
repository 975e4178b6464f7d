import RudderAnalytics from '@rudderstack/rudder-sdk-node';
import { account, calls, key, play, sent, url } from './story.mjs';

const analytics = new RudderAnalytics(key, { dataPlaneUrl: url });

function deliver({ kind, id, user, previous, name, traits, properties }) {
  const about = { userId: user, messageId: id, context: { groupId: account } };
  sent(kind, id);
  const message =
    kind === 'group' ? { ...about, groupId: account, traits }
      : kind === 'identify' ? { ...about, traits }
        : kind === 'track' ? { ...about, event: name, properties }
          : kind === 'alias' ? { ...about, previousId: previous }
            : { ...about, name, properties };
  return new Promise((resolve, reject) => {
    analytics[kind](message, (failure) => (failure ? reject(failure) : resolve()));
  });
}

await play((half) => Promise.all(calls(half).map(deliver)));
