import { resourceId } from './aws-names.ts';
import type { Channel } from './files.ts';
import type { NetworkInterface } from './network.ts';

const known = new Map<string, Channel>();

/** The channel with these parts; there is only one of each, so that it can be a key. */
export function channelOf(parts: Channel): Channel {
  const name = `${parts.kind} ${parts.account} ${parts.region} ${parts.resource ?? ''}`;
  const channel = known.get(name) ?? parts;
  known.set(name, channel);
  return channel;
}

interface Watchers {
  readonly flows: Channel;
  readonly queries: Channel;
}

const watchers = new WeakMap<NetworkInterface, Watchers>();

/** Which flow log and which query log see what an interface does. */
export function watchersOf(on: NetworkInterface): Watchers {
  const known = watchers.get(on);
  if (known) return known;
  const { account, region, vpc } = on;
  const resource = resourceId('fl', `${account}/${region}`);
  const made = {
    flows: channelOf({ kind: 'vpcflowlogs', account, region, resource }),
    queries: channelOf({ kind: 'vpcdnsquerylogs', account, region, resource: vpc }),
  };
  watchers.set(on, made);
  return made;
}
