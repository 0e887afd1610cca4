import { bucketOf, hourLength, tellingSession, type Behaviour, type EventPlace } from './behaviour.ts';

/** Events of one behaviour that are kept as its evidence. */
export const mostPlaces = 5;

/** Behaviours of events that are at hand one after the other. */
export class Gathered {
  private readonly joined = new Map<string, Behaviour>();

  /** Takes a call; returns true when it is the first of its behaviour in its hour. */
  add(call: CallColumns): boolean {
    const behaviour = behaviourOfCall(call);
    if (behaviour === undefined) return false;
    const { first: _first, last: _last, calls: _calls, places: _places, ...same } = behaviour;
    const key = JSON.stringify(same);
    const before = this.joined.get(key);
    this.joined.set(key, before === undefined ? behaviour : together(before, behaviour));
    return before === undefined;
  }

  /** All of them in the order of time. */
  all(): Behaviour[] {
    return inOrder([...this.joined.values()]);
  }
}

/** Columns of a call, as its table has them, and what tells the event from others of its time. */
export interface CallColumns {
  readonly time: number;
  readonly key: string;
  readonly text: (column: string) => string;
  readonly reads: boolean;
}

/** Same as one row of `behavioursIn` for one event; nothing for a service that acts for itself. */
export function behaviourOfCall({ time, key, text, reads }: CallColumns): Behaviour | undefined {
  const principal = text('principal');
  if (principal === '' || ['AWSService', 'AWSAccount'].includes(text('principal_type'))) return undefined;
  if (['AwsServiceEvent', 'AwsCloudTrailInsight'].includes(text('event_type'))) return undefined;
  const service = text('service');
  return {
    hour: Math.floor(time / hourLength) * hourLength,
    first: time,
    last: time,
    calls: 1,
    account: text('account'),
    region: text('region'),
    service,
    action: text('action'),
    principalType: text('principal_type'),
    principal,
    session: tellingSession(principal, text('session')),
    accessKey: text('access_key'),
    address: text('address'),
    agent: text('agent'),
    error: text('error'),
    bucket: bucketOf(service, text('resource')),
    reads,
    data: text('category') === 'Data',
    places: [[String(time), key]],
  };
}

/** Same as `sightingsIn`, of behaviours that are at hand. */
export function sightingsOf(behaviours: readonly Behaviour[]): Behaviour[] {
  const joined = new Map<string, Behaviour>();
  for (const behaviour of behaviours.filter(isSighted)) {
    const { hour, account, principal, session, accessKey, address } = behaviour;
    const sighting: Behaviour = {
      ...behaviour,
      region: '',
      service: '',
      agent: '',
      bucket: '',
      reads: true,
      data: false,
      action: behaviour.action === 'ConsoleLogin' ? behaviour.action : '',
      error: behaviour.error === '' ? '' : 'refused',
    };
    const key = JSON.stringify([
      hour,
      account,
      principal,
      session,
      accessKey,
      address,
      sighting.action,
      sighting.error,
    ]);
    const before = joined.get(key);
    joined.set(key, before === undefined ? sighting : together(before, sighting));
  }
  return inOrder([...joined.values()]);
}

const isSighted = ({ principalType, session, address }: Behaviour): boolean =>
  (['IAMUser', 'Root', 'IdentityCenterUser'].includes(principalType) || session !== '') &&
  !address.endsWith('.amazonaws.com');

/** Two parts of what is one. */
const together = (one: Behaviour, other: Behaviour): Behaviour => ({
  ...one,
  first: Math.min(one.first, other.first),
  last: Math.max(one.last, other.last),
  calls: one.calls + other.calls,
  places: [...one.places, ...other.places].toSorted(earlierFirst).slice(0, mostPlaces),
});

const earlierFirst = ([time, key]: EventPlace, [otherTime, otherKey]: EventPlace): number =>
  Number(time) - Number(otherTime) || (key < otherKey ? -1 : 1);

/** In the order of time; what is of one moment by what it says. */
export const inOrder = (behaviours: readonly Behaviour[]): Behaviour[] =>
  behaviours.toSorted((a, b) => a.first - b.first || (saidBy(a) < saidBy(b) ? -1 : 1));

const saidBy = ({ places, address }: Behaviour): string => `${places[0]?.[1] ?? ''} ${address}`;
