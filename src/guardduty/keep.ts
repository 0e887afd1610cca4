import { sql } from 'kysely';
import { findingOf, type Finding } from '#findings';
import { attributeKinds, valuesOf, type AttributeKind, type Values } from './attributes.ts';
import { standsInColumn } from './criteria-sql.ts';
import type { Document } from './document.ts';
import type { HeedContext } from './heed.ts';
import { notePending } from './pending.ts';
import { detectorIdOf, identityOf, type Place } from './finding.ts';
import { tablesOf, type TellingRow } from './tables.ts';
import type { Told, TellContext } from './told.ts';

/**
 * Keeps, beside findings, what GuardDuty's form of them says of their newest event, so that filters and answers need
 * not read the lake. Doing it again changes nothing.
 */
export async function keep(
  told: readonly Told[],
  archived: ReadonlySet<string>,
  { store, clock, homeAccount }: Pick<HeedContext, 'store' | 'clock' | 'homeAccount'>,
): Promise<void> {
  const kinds = await attributeKinds();
  await tablesOf(store)
    .transaction()
    .execute(async (transaction) => {
      for (const one of told) {
        const { id } = one.finding;
        const attributes = attributesOf(one, kinds);
        const row = { ...one.place, ...resourceNamed(attributes), made_of: madeOf(one.finding) };
        const texts = { document: JSON.stringify(one.document), attributes: JSON.stringify(attributes) };
        await transaction
          .insertInto('guardduty_findings')
          .values({ id, ...row })
          .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
          .execute();
        await transaction
          .insertInto('guardduty_documents')
          .values({ id, ...texts })
          .onConflict((conflict) => conflict.column('id').doUpdateSet(texts))
          .execute();
      }
      const now = clock.now().getTime();
      await notePending(transaction, told, { homeAccount, archived, now, markOf: ({ finding }) => madeOf(finding) });
    });
}

/** Forgets what was kept of findings that are none any more. */
export async function forget(ids: readonly string[], { store }: Pick<TellContext, 'store'>): Promise<void> {
  const tables = tablesOf(store);
  for (let start = 0; start < ids.length; start += 500) {
    const some = ids.slice(start, start + 500);
    await tables.deleteFrom('guardduty_findings').where('id', 'in', some).execute();
    await tables.deleteFrom('guardduty_documents').where('id', 'in', some).execute();
    await tables.deleteFrom('guardduty_pending').where('finding', 'in', some).execute();
    await tables.deleteFrom('guardduty_published').where('finding', 'in', some).execute();
  }
}

/** Findings of which nothing is kept, or what they were before. */
export async function unkept(limit: number, { store }: Pick<TellContext, 'store'>): Promise<Finding[]> {
  const rows = await tablesOf(store)
    .selectFrom('findings as f')
    .leftJoin('guardduty_findings as g', 'g.id', 'f.id')
    .selectAll('f')
    .where(sql<boolean>`(g.id is null or g.made_of <> ${madeOfSql})`)
    .limit(limit)
    .execute();
  return rows.map(findingOf);
}

/** Raised when documents hold more than before: those that are kept are then made anew. */
const form = 2;

/** What a finding was when it was told of: new claims change one of these, what people decide does not. */
const madeOf = ({ count, lastSeen }: Finding): string => `${form} ${count} ${Date.parse(lastSeen)}`;
const madeOfSql = sql`${sql.lit(`${form} `)} || cast(f.count as text) || ' ' || cast(f.last_seen as text)`;

/** What filters see of a finding beside what stands in columns. */
function attributesOf({ finding, place, document }: Told, kinds: ReadonlyMap<string, AttributeKind>): Values {
  const whole = {
    ...identityOf(finding.id, place),
    SchemaVersion: '2.0',
    ...document,
    Service: serviceOf(document, place),
  };
  return Object.fromEntries(Object.entries(valuesOf(whole, kinds)).filter(([attribute]) => !standsInColumn(attribute)));
}

const serviceOf = (document: Document, place: Place): object => ({
  ...document.Service,
  ServiceName: 'guardduty',
  DetectorId: detectorIdOf(place),
});

/** The attribute that names each type of resource. Source: `ResourceStatistics` in the client package. */
const names: Readonly<Record<string, string>> = {
  AccessKey: 'resource.accesskeydetails.accesskeyid',
  Instance: 'resource.instancedetails.instanceid',
  Lambda: 'resource.lambdadetails.functionname',
  RDSDBInstance: 'resource.rdsdbinstancedetails.dbinstanceidentifier',
  S3Bucket: 'resource.s3bucketdetails.name',
};

function resourceNamed(attributes: Values): Pick<TellingRow, 'resource_type' | 'resource_id'> {
  const type = String(attributes['resource.resourcetype']?.[0] ?? '');
  return { resource_type: type, resource_id: String(attributes[names[type] ?? '']?.[0] ?? '') };
}
