import { createHash } from 'node:crypto';
import { describe as group, expect, it } from 'vitest';
import { ownJson } from '#kernel';
import { torDirectory } from './addresses.ts';
import { describe, simulate, storyNames, type SimulatedFile, type SimulationOptions } from './index.ts';

const until = new Date('2026-11-20T03:00:00Z');
const week: SimulationOptions = { seed: 7, days: 7, until, stories: storyNames, size: { factor: 0.5 } };
const files = [...simulate(week)];

interface Seen {
  readonly eventID: string;
  readonly eventName: string;
  readonly eventTime: string;
  readonly recipientAccountId: string;
  readonly userIdentity: {
    readonly accessKeyId?: string;
    readonly arn?: string;
    readonly sessionContext?: { readonly ec2RoleDelivery?: string };
  };
  readonly sessionCredentialFromConsole?: string;
  readonly requestParameters: Readonly<Record<string, unknown>> | null;
  readonly responseElements: {
    readonly credentials?: { readonly accessKeyId: string };
    readonly accessKey?: { readonly accessKeyId: string };
    readonly instancesSet?: { readonly items: readonly { readonly instanceId: string }[] };
  } | null;
}

const ofKind = (kind: string): SimulatedFile[] => files.filter(({ path }) => path.includes(`/${kind}/`));
const delivered = ofKind('CloudTrail').flatMap(({ content }) => ownJson<{ Records: Seen[] }>(content).Records);
const events = [...new Map(delivered.map((event) => [event.eventID, event])).values()].sort((left, right) =>
  left.eventTime.localeCompare(right.eventTime),
);
const second = (iso: string): number => Date.parse(iso) / 1000;

interface Flow {
  readonly [field: string]: string;
}
const flows = ofKind('vpcflowlogs').flatMap(({ content }) => {
  const [header = '', ...lines] = content.trimEnd().split('\n');
  const names = header.split(' ');
  return lines.map((line): Flow =>
    Object.fromEntries(line.split(' ').map((value, index) => [names[index] ?? '', value])),
  );
});

interface Query {
  readonly query_timestamp: string;
  readonly srcaddr: string;
  readonly vpc_id: string;
  readonly answers: readonly { readonly Rdata: string }[];
}
const queries = ofKind('vpcdnsquerylogs').flatMap(({ content }) =>
  content
    .trimEnd()
    .split('\n')
    .map((line) => ownJson<Query>(line)),
);

const issuedKey = ({ responseElements }: Seen): string =>
  responseElements?.credentials?.accessKeyId ?? responseElements?.accessKey?.accessKeyId ?? '';

const isRoleSession = ({ userIdentity }: Seen): boolean => userIdentity.arn?.includes(':assumed-role/') ?? false;

/** The earliest time of each name. */
function firstTimes(rows: readonly (readonly [name: string, time: number])[]): Map<string, number> {
  const first = new Map<string, number>();
  for (const [name, time] of rows) first.set(name, Math.min(first.get(name) ?? Infinity, time));
  return first;
}

/** When each instance was named in the reply to a call, in seconds. */
const namedBy = (eventName: string): Map<string, number> =>
  firstTimes(
    events
      .filter((event) => event.eventName === eventName)
      .flatMap(({ responseElements, eventTime }) =>
        (responseElements?.instancesSet?.items ?? []).map(({ instanceId }) => [instanceId, second(eventTime)] as const),
      ),
  );
const launched = namedBy('RunInstances');
const ended = namedBy('TerminateInstances');

const lifeOf = (instance: string): { from: number; to: number } => ({
  from: launched.get(instance) ?? -Infinity,
  to: ended.get(instance) ?? Infinity,
});

const digest = (options: SimulationOptions): string => {
  const hash = createHash('sha256');
  for (const { path, content } of simulate(options)) hash.update(path).update(content);
  return hash.digest('hex');
};

group('a simulated week', () => {
  it('is the same, byte for byte, for the same seed, and another one for another seed', () => {
    const short: SimulationOptions = { ...week, days: 2, size: { factor: 0.2 } };
    expect(digest(short)).toBe(digest(short));
    expect(digest({ ...short, seed: 8 })).not.toBe(digest(short));
  });

  it('names its files as AWS does and delivers them in the order of time', () => {
    const forms = [
      /^AWSLogs\/(\d{12})\/CloudTrail\/([a-z0-9-]+)\/\d{4}\/\d\d\/\d\d\/\1_CloudTrail_\2_\d{8}T\d{4}Z_[A-Za-z0-9]{16}\.json\.gz$/,
      /^AWSLogs\/(\d{12})\/vpcflowlogs\/([a-z0-9-]+)\/\d{4}\/\d\d\/\d\d\/\1_vpcflowlogs_\2_fl-[0-9a-f]{17}_\d{8}T\d{4}Z_[0-9a-f]{8}\.log\.gz$/,
      /^AWSLogs\/(\d{12})\/vpcdnsquerylogs\/(vpc-[0-9a-f]{17})\/\d{4}\/\d\d\/\d\d\/\2_vpcdnsquerylogs_\1_\d{8}T\d{4}Z_[0-9a-f]{8}\.log\.gz$/,
    ];
    for (const { path } of files)
      expect(
        forms.filter((form) => form.test(path)),
        path,
      ).toHaveLength(1);
    expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
    const hours = files.map(({ path }) => /_(\d{8}T\d\d)\d\dZ_/.exec(path)?.[1] ?? '');
    expect(hours).toEqual(hours.toSorted());
  });

  it('lies between its first and its last moment', () => {
    const { from } = describe(week);
    for (const event of events) {
      expect(second(event.eventTime), event.eventName).toBeGreaterThanOrEqual(from.getTime() / 1000);
      expect(second(event.eventTime), event.eventName).toBeLessThan(until.getTime() / 1000);
    }
  });

  it('repeats some events of CloudTrail in a later file, unchanged, and no id otherwise', () => {
    const first = new Map<string, string>();
    const twice = delivered.filter((event) => {
      const text = JSON.stringify(event);
      const seen = first.get(event.eventID);
      if (seen !== undefined) expect(seen).toBe(text);
      first.set(event.eventID, text);
      return seen !== undefined;
    });
    expect(twice.length).toBeGreaterThan(10);
    expect(twice.length).toBeLessThan(delivered.length / 50);
  });

  it('uses no temporary key before a reply in the log handed it out', () => {
    const handedOut = firstTimes(events.map((event) => [issuedKey(event), second(event.eventTime)]));
    const temporary = events.filter(isRoleSession);
    expect(temporary.length).toBeGreaterThan(1000);
    for (const event of temporary) {
      const since = handedOut.get(event.userIdentity.accessKeyId ?? '') ?? Infinity;
      expect(since, `${event.eventName} ${event.userIdentity.arn}`).toBeLessThanOrEqual(second(event.eventTime));
    }
  });

  it('shows flows of an instance only between its launch and its end', () => {
    const ofInstances = flows.filter((flow) => flow['instance-id'] !== '-');
    expect(ofInstances.length).toBeGreaterThan(1000);
    for (const flow of ofInstances) {
      const life = lifeOf(flow['instance-id'] ?? '');
      expect(Number(flow['start']), flow['instance-id']).toBeGreaterThanOrEqual(life.from);
      expect(Number(flow['end']), flow['instance-id']).toBeLessThanOrEqual(life.to);
    }
  });

  it('shows calls of an instance only between its launch and its end', () => {
    expect(launched.size).toBeGreaterThan(5);
    expect(ended.size).toBeGreaterThan(5);
    for (const event of events.filter((one) => one.userIdentity.sessionContext?.ec2RoleDelivery)) {
      const life = lifeOf(event.userIdentity.arn?.split('/').at(-1) ?? '');
      expect(second(event.eventTime)).toBeGreaterThanOrEqual(life.from);
      expect(second(event.eventTime)).toBeLessThanOrEqual(life.to);
    }
  });

  it('opens no connection from an instance to an outside address that the resolver did not name before', () => {
    const named = new Map<string, number>();
    for (const query of queries) {
      for (const { Rdata } of query.answers) {
        const place = `${query.vpc_id} ${query.srcaddr} ${Rdata}`;
        named.set(place, Math.min(named.get(place) ?? Infinity, second(query.query_timestamp)));
      }
    }
    const opened = flows.filter(
      (flow) =>
        flow['instance-id'] !== '-' &&
        flow['flow-direction'] === 'egress' &&
        Number(flow['srcport']) >= 32_768 &&
        Number(flow['dstport']) < 32_768 &&
        flow['dstaddr'] !== torDirectory, // a client of Tor brings its addresses along
    );
    expect(opened.length).toBeGreaterThan(1000);
    for (const flow of opened) {
      const place = `${flow['vpc-id']} ${flow['srcaddr']} ${flow['dstaddr']}`;
      expect(named.get(place) ?? Infinity, place).toBeLessThanOrEqual(Number(flow['start']));
    }
  });

  it('holds every event of its labels, in the labelled account, at the labelled time', () => {
    const known = new Map(events.map((event) => [event.eventID, event]));
    const { truth } = describe(week);
    expect(new Set(truth.filter(({ hostile }) => hostile).map(({ story }) => story))).toEqual(new Set(storyNames));
    for (const step of truth) {
      if (step.hostile) expect([...step.eventIDs, ...step.machines], `${step.story}: ${step.step}`).not.toEqual([]);
      for (const eventID of step.eventIDs) {
        const event = known.get(eventID);
        expect(event?.recipientAccountId, `${step.story}: ${step.step}`).toBe(step.account);
        const time = second(event?.eventTime ?? '');
        expect(time).toBeGreaterThanOrEqual(Math.floor(second(step.time)));
        expect(time).toBeLessThanOrEqual(second(step.end));
      }
    }
  });

  it('has honest work only when no story is asked for, and refuses figures that make no simulation', () => {
    expect(describe({ ...week, stories: [] }).truth.filter(({ hostile }) => hostile)).toEqual([]);
    expect(() => describe({ ...week, days: 0 })).toThrow('Give a number from 1 to 400');
    expect(() => describe({ ...week, size: { factor: -1 } })).toThrow('factor');
  });
});

it('says the same of a story whatever other stories are told beside it', () => {
  const alone = describe({ ...week, stories: ['leaked-key'] }).truth.filter(({ hostile }) => hostile);
  const among = describe(week).truth.filter(({ story }) => story === 'leaked-key');
  expect(among).toEqual(alone);
});
