import type { Level } from '#attack';
import { levels } from '#attack';
import { eventKeyOf, type Claim } from '#findings';

/** One finding's event, and who stands behind it. */
export interface Deed {
  readonly claim: Claim;
  /** The caller at the beginning of the chain of credentials: what a session did counts for who began it. */
  readonly actor: string;
  /** How many events of its kind it stands for, where not all were read; else itself alone. */
  readonly events?: number;
}

/** Who made the key with which something was done, as far as the logs tell. */
export interface Lineage {
  /** The first caller of the chain that ends with this key, used at this time (milliseconds); undefined for a key that nobody is known to have made. */
  beginnerOf(accessKey: string, time: number): string | undefined;
}

/** A key that was made longer before it was used (milliseconds) is its owner's own; who made it has no part in the deed. */
export const longestSince = 3 * 86_400_000;

/** A claim as a deed of somebody; nothing where nobody is named. */
export function deedOf(claim: Claim, lineage: Lineage): Deed[] {
  if (claim.event.table !== 'api_activity')
    return isMachine(claim.principal) ? [{ claim, actor: claim.principal }] : [];
  const { arn, key, type } = identityOf(claim);
  if (arn === '' || type === 'AWSService') return [];
  const beginner = key === '' ? undefined : lineage.beginnerOf(key, claim.event.time);
  return [{ claim, actor: actorNamed(beginner ?? arn) }];
}

/** The session of an instance is the instance, so that what it did on the network counts too. */
export const actorNamed = (arn: string): string => {
  const session = arn.slice(arn.lastIndexOf('/') + 1);
  return arn.includes(':assumed-role/') && isMachine(session) ? session : arn;
};

const isMachine = (name: string): boolean => /^i-[0-9a-f]{8,17}$/.test(name);

/** The key that a claim's event was signed with; empty for what is not signed. */
export const keyOf = (claim: Claim): string => identityOf(claim).key;

function identityOf({ event }: Claim): { arn: string; key: string; type: string } {
  const identity: unknown = event.fields['userIdentity'];
  const at = (name: string): string => textAt(identity, name);
  return { arn: at('arn') || at('principalId'), key: at('accessKeyId'), type: at('type') };
}

function textAt(value: unknown, name: string): string {
  if (typeof value !== 'object' || value === null) return '';
  const found: unknown = Object.entries(value).find(([key]) => key === name)?.[1];
  return typeof found === 'string' ? found : '';
}

/**
 * Findings that say that somebody else holds the credentials: a stranger's address, tool or place, a key that leaked,
 * habits that do not fit. Work by hand, however unwise, is none of them.
 */
const signs =
  /AnomalousBehavior|InstanceCredential|ResourceCredential|MaliciousIPCaller|TorIPCaller|^PenTest:|ConsoleLoginSuccess\.B|ImpossibleTravel|Quarantine|DormantKey|InstanceSession|LeakedKey|ProgramElsewhere|KeyInTwoPlaces/;

/** True for a type of findings that says so. */
export const speaksOfStranger = (type: string): boolean => signs.test(type);

export const isSign = ({ claim }: Deed): boolean => speaksOfStranger(claim.type) && rank(claim.severity) >= rank('low');

/** Told by habits alone. */
export const isSurprise = ({ claim }: Deed): boolean => /AnomalousBehavior|Unusual|FirstUsed/.test(claim.type);

/** Bad by itself. */
export const isGrave = ({ claim }: Deed): boolean => rank(claim.severity) >= rank('high');

export const rank = (level: Level): number => levels.indexOf(level);

/** What the deed served first: a rule names its main tactic first. */
export const tacticOf = ({ claim }: Deed): string => claim.tactics[0] ?? '';

/** Tactics with which an attack begins. Everything else is what it is for. */
const early = new Set(['reconnaissance', 'resource-development', 'initial-access', 'discovery', 'credential-access']);

export const isEarly = (deed: Deed): boolean => early.has(tacticOf(deed));

/** Data destroyed (T1485) or encrypted for ransom (T1486), or what would bring it back (T1490). */
export const isDestruction = (deed: Deed): boolean =>
  tacticOf(deed) === 'impact' && !isSurprise(deed) && hasTechnique(deed, /^T14(?:85|86|90)/);

export const isAgainstRecovery = (deed: Deed): boolean => hasTechnique(deed, /^T1490/);

const hasTechnique = ({ claim }: Deed, pattern: RegExp): boolean =>
  claim.techniques.some((technique) => pattern.test(technique));

/** True for what is about the data in buckets. */
export const isOfBucket = ({ claim }: Deed): boolean =>
  /:S3\/|S3/.test(claim.type) || claim.event.fields['eventSource'] === 's3.amazonaws.com';

/** In the order of time; what is of one moment by what it is. */
export const byTime = (a: Deed, b: Deed): number =>
  a.claim.event.time - b.claim.event.time || (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0);

/** What tells one deed from another. */
export const nameOf = ({ claim }: Deed): string => `${claim.rule} ${eventKeyOf(claim)}`;
