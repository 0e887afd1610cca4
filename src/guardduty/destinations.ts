import type { DestinationProperties, PublishingStatus } from '@aws-sdk/client-guardduty';
import type { Call } from '#aws';
import type { GuardDutyContext } from './context.ts';
import { scopeOf } from './detectors.ts';
import { noSuchResource, refused } from './guardduty.ts';
import { oneOf } from './one-of.ts';
import { isPlace } from './put-batch.ts';
import { tablesOf, type DestinationRow } from './tables.ts';

type StoreContext = Pick<GuardDutyContext, 'store'>;

/** A detector's destinations, the oldest first. */
export const destinationsOf = (detector: string, { store }: StoreContext): Promise<DestinationRow[]> =>
  tablesOf(store)
    .selectFrom('guardduty_destinations')
    .selectAll()
    .where('detector', '=', detector)
    .orderBy('created_at')
    .orderBy('id')
    .execute();

/** A destination of the caller's detector. Throws when there is none of this id. */
export async function destinationOf(
  { DetectorId, DestinationId }: { readonly DetectorId: string; readonly DestinationId: string },
  context: GuardDutyContext,
  call: Call,
): Promise<DestinationRow> {
  const { detector } = await scopeOf(DetectorId, call, context);
  const found = (await destinationsOf(detector.id, context)).find(({ id }) => id === DestinationId);
  if (found === undefined) throw noSuchResource();
  return found;
}

/** What is said of a destination, checked. What is left out stays as it was. */
export function properties(given: DestinationProperties = {}, before: Properties = unsaid) {
  const said = {
    arn: given.DestinationArn ?? before.arn,
    kms_key: given.KmsKeyArn ?? before.kms_key,
    bucket_owner: given.ExpectedBucketOwner ?? before.bucket_owner,
  };
  for (const { of, fits, must } of demands) if (!fits(said[of])) throw refused(must);
  return said;
}

type Properties = Pick<DestinationRow, 'arn' | 'kms_key' | 'bucket_owner'>;
const unsaid: Properties = { arn: '', kms_key: '', bucket_owner: '' };

const demands = [
  {
    of: 'arn',
    fits: isPlace,
    must: 'the parameter destinationArn must be a bucket (arn:aws:s3:::bucket/prefix) or a folder (file:///folder)',
  },
  {
    of: 'kms_key',
    fits: (key: string) => key === '' || /^arn:[\w-]+:kms:[\w-]+:\d{12}:(key|alias)\/[\w/-]+$/.test(key),
    must: 'the parameter kmsKeyArn is no ARN of a key',
  },
  {
    of: 'bucket_owner',
    fits: (owner: string) => owner === '' || /^\d{12}$/.test(owner),
    must: 'the parameter expectedBucketOwner must be an account of 12 digits',
  },
] as const;

const statuses = [
  'PENDING_VERIFICATION',
  'PUBLISHING',
  'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY',
  'STOPPED',
] as const;

export const statusOfDestination = ({ status }: DestinationRow): PublishingStatus => oneOf('status', statuses, status);

/** Writes a destination, over what it was. */
export async function saveDestination(row: DestinationRow, { store }: StoreContext): Promise<void> {
  const { id: _, ...rest } = row;
  await tablesOf(store)
    .insertInto('guardduty_destinations')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(rest))
    .execute();
}

/** Takes a destination away, with what it was still to get. */
export async function removeDestination(id: string, { store }: StoreContext): Promise<void> {
  const tables = tablesOf(store);
  await tables.deleteFrom('guardduty_destinations').where('id', '=', id).execute();
  await tables.deleteFrom('guardduty_pending').where('destination', '=', id).execute();
  await tables.deleteFrom('guardduty_published').where('destination', '=', id).execute();
}
