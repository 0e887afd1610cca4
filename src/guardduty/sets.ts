import type { Call } from '#aws';
import type { ListRow } from '#intel';
import { randomId, stableId } from '#kernel';
import type { GuardDutyContext } from './context.ts';
import { scopeOf } from './detectors.ts';
import { detectorArn } from './finding.ts';
import { noSuchResource, refused } from './guardduty.ts';
import { oneOf } from './one-of.ts';
import { checkTags, forgetTags, putTags, tagsOf } from './tags.ts';

/** The four sorts of lists that GuardDuty knows: what stands in their ARN, and what they are for. */
export const setSorts = {
  ipset: 'trusted',
  threatintelset: 'threat',
  trustedentityset: 'trusted',
  threatentityset: 'threat',
} as const;
export type SetSort = keyof typeof setSorts;

/** Source: `IpSetFormat` and its sisters in the client package. */
const formats = ['TXT', 'STIX', 'OTX_CSV', 'ALIEN_VAULT', 'PROOF_POINT', 'FIRE_EYE'] as const;

interface Given {
  readonly DetectorId: string;
  readonly Name: string;
  readonly Format: string;
  readonly Location: string;
  readonly Activate: boolean;
  readonly ClientToken?: string | undefined;
  readonly Tags?: Record<string, string> | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

/** Adds a list and returns its id: the same for the same idempotency token. */
export async function createSet(sort: SetSort, given: Given, context: GuardDutyContext, call: Call): Promise<string> {
  const { detector } = await scopeOf(given.DetectorId, call, context);
  const { Tags = {}, ClientToken = randomId() } = given;
  checkTags(Tags);
  const id = stableId('guardduty set', sort, detector.id, ClientToken);
  const list = {
    id,
    account: detector.account,
    region: detector.region,
    sort,
    kind: setSorts[sort],
    name: nameOf(given.Name),
    format: oneOf('format', formats, given.Format),
    location: locationOf(given.Location),
    bucket_owner: ownerOf(given.ExpectedBucketOwner),
  };
  const taken = await context.lists.all(list);
  if (taken.some((other) => other.name === list.name && other.id !== id))
    throw refused('another list with the given name already exists');
  await context.lists.add(list, given.Activate);
  await putTags(`${detectorArn(detector)}/${sort}/${id}`, Tags, context);
  return id;
}

/** A set as its operations name it. */
interface Named {
  readonly DetectorId: string;
  readonly id: string;
}

interface Change {
  readonly Name?: string | undefined;
  readonly Location?: string | undefined;
  readonly Activate?: boolean | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

/** Changes what the caller names of a list; one that is in force is read from its new location. Throws when there is no such list, or it was deleted. */
export async function updateSet(
  sort: SetSort,
  named: Named & { readonly change: Change },
  context: GuardDutyContext,
  call: Call,
): Promise<void> {
  const { Name, Location, Activate, ExpectedBucketOwner } = named.change;
  const list = await setOf(sort, named, context, call);
  if (list.status === 'DELETED') throw noSuchResource();
  const moved = Location !== undefined && Location !== list.location;
  await context.lists.change(list.id, {
    ...(Name === undefined ? {} : { name: nameOf(Name) }),
    ...(Location === undefined ? {} : { location: locationOf(Location) }),
    ...(ExpectedBucketOwner === undefined ? {} : { bucket_owner: ownerOf(ExpectedBucketOwner) }),
    active: Activate ?? (moved && list.in_force === 1 ? true : undefined),
  });
}

/** Deletes a list and its tags. Throws when there is no such list, or it was deleted. */
export async function deleteSet(sort: SetSort, named: Named, context: GuardDutyContext, call: Call): Promise<void> {
  const list = await setOf(sort, named, context, call);
  if (list.status === 'DELETED') throw noSuchResource();
  await context.lists.remove(list.id);
  await forgetTags(`${detectorArn(list)}/${sort}/${list.id}`, context);
}

/** A list that the caller's detector has. Throws when there is none. */
export async function setOf(
  sort: SetSort,
  { DetectorId, id }: Named,
  context: GuardDutyContext,
  call: Call,
): Promise<ListRow> {
  const { detector } = await scopeOf(DetectorId, call, context);
  const list = await context.lists.find(id);
  const isOurs = list?.sort === sort && list.account === detector.account && list.region === detector.region;
  if (!isOurs) throw noSuchResource();
  return list;
}

/** What all four sorts tell of a list. */
export async function described(list: ListRow, context: GuardDutyContext) {
  return {
    Name: list.name,
    Format: oneOf('format', formats, list.format),
    Location: list.location,
    Status: oneOf('status', statuses, list.status),
    Tags: await tagsOf(`${detectorArn(list)}/${list.sort}/${list.id}`, context),
    ...(list.bucket_owner === '' ? {} : { ExpectedBucketOwner: list.bucket_owner }),
  };
}

const statuses = ['INACTIVE', 'ACTIVATING', 'ACTIVE', 'DEACTIVATING', 'ERROR', 'DELETE_PENDING', 'DELETED'] as const;

/** The ids of the caller's lists of a sort. */
export async function setIds(
  sort: SetSort,
  DetectorId: string,
  context: GuardDutyContext,
  call: Call,
): Promise<string[]> {
  const { detector } = await scopeOf(DetectorId, call, context);
  return (await context.lists.all({ ...detector, sort })).map(({ id }) => id);
}

function nameOf(name: string): string {
  if (/^[\w -]{1,300}$/.test(name)) return name;
  throw refused('the parameter name must have 1 to 300 letters, digits, spaces, dashes or underscores');
}

function locationOf(location: string): string {
  if (location.length <= 2000 && /^(?:https?|s3|file):\/\/\S+$|^[\w./-]+$/.test(location)) return location;
  throw refused('the parameter location must be an address (https://, s3://) or a file');
}

function ownerOf(account = ''): string {
  if (account === '' || /^\d{12}$/.test(account)) return account;
  throw refused('the parameter expectedBucketOwner must be an account of 12 digits');
}
