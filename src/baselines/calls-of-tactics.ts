import type { Knowledge } from '#attack';
import { callOf, type Behaviour } from './behaviour.ts';

/** What GuardDuty's families of anomalous behaviour are about: a tactic, or for S3 what is done to the bucket. */
export const topics = [
  'initial-access',
  'discovery',
  'credential-access',
  'persistence',
  'privilege-escalation',
  'defense-evasion',
  'exfiltration',
  'impact',
  's3-discovery',
  's3-exfiltration',
  's3-write',
  's3-delete',
  's3-permission',
] as const;
export type Topic = (typeof topics)[number];

/** What a call would serve if an attacker made it; undefined for calls that serve none of these. */
export function topicOf(behaviour: Behaviour, knowledge: Knowledge): Topic | undefined {
  const call = callOf(behaviour);
  const [service = '', action = ''] = call.split(':');
  if (service === 's3' || service === 's3express') return s3Topic(action, behaviour.reads);
  const note = knowledge.api(service, action);
  const told = note?.tactics.map(({ slug }) => topics.find((topic) => topic === (near[slug] ?? slug)));
  const topic = told?.find((one) => one !== undefined);
  return topic ?? (behaviour.reads && !behaviour.data ? 'discovery' : undefined);
}

/** Tactics that GuardDuty has no family for, and the one that is nearest. */
const near: Readonly<Record<string, string>> = {
  collection: 'exfiltration',
  execution: 'persistence',
  'lateral-movement': 'initial-access',
  'resource-development': 'impact',
};

const s3Topics: readonly (readonly [Topic, RegExp])[] = [
  ['s3-permission', /^(?:Put|Delete)\w*(?:Policy|Acl|PublicAccessBlock|OwnershipControls)$|^(?:Create|Put)AccessPoint/],
  [
    's3-exfiltration',
    /^(?:GetObject(?:Torrent|Attributes)?|SelectObjectContent|CopyObject|UploadPartCopy|PutBucketReplication|PutReplicationConfiguration|PutBucketNotification)$/,
  ],
  ['s3-delete', /^Delete|^PutBucketLifecycle|^PutLifecycleConfiguration/],
  ['s3-write', /^(?:Put|Create|Upload|Complete|Restore|Write)/],
];

function s3Topic(action: string, reads: boolean): Topic | undefined {
  return s3Topics.find(([, mark]) => mark.test(action))?.[0] ?? (reads ? 's3-discovery' : undefined);
}
