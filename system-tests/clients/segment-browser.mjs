import { GlobalRegistrator } from '@happy-dom/global-registrator';
import { account, calls, key, play, sent, url } from './story.mjs';

// The page is of another origin than the service, so that every call is asked for first.
GlobalRegistrator.register({ url: 'http://app.acme.example/', width: 1280, height: 800 });
const { AnalyticsBrowser } = await import('@segment/analytics-next');

const [analytics] = await AnalyticsBrowser.load({ writeKey: key, cdnURL: url });
analytics.on('error', (failure) => console.error(failure));

function call({ kind, user, previous, name, traits, properties }) {
  const options = { context: { groupId: account } };
  switch (kind) {
    case 'group': return analytics.group(account, traits, options);
    case 'identify': return analytics.identify(user, traits, options);
    case 'track': return analytics.track(name, properties, options);
    case 'alias': return analytics.alias(user, previous, options);
    default: return analytics[kind](null, name, properties, options);
  }
}

await play((half) => Promise.all(calls(half).map(async (planned) => {
  const { event } = await call(planned);
  sent(planned.kind, event.messageId);
})));
