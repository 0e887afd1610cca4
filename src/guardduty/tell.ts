import { z } from 'zod';
import { findingOf, type Finding } from '#findings';
import { sql } from 'kysely';
import { attributeKinds, valuesOf, type AttributeKind, type Values } from './attributes.ts';
import type { GuardDutyContext } from './context.ts';
import { standsInColumn } from './criteria-sql.ts';
import { documentOf, type Document, type NewestEvent } from './document.ts';
import { textAt, type Fields } from './event-fields.ts';
import { detectorIdOf, identityOf, type Place } from './finding.ts';
import { isSample } from './sample-rules.ts';
import { tablesOf, type TellingRow } from './tables.ts';

/** What telling needs of the room's context. */
export type TellContext = Pick<GuardDutyContext, 'store' | 'lake' | 'geography' | 'homeAccount' | 'homeRegion'>;

/** Lines of one statement to the store. */
const chunk = 500;

/**
 * Keeps, beside findings, what GuardDuty's form of them says of their newest event, so that filters and answers need
 * not read the lake. Doing it again changes nothing.
 */
export async function tell(findings: readonly Finding[], context: TellContext): Promise<void> {
  const kinds = await attributeKinds();
  for (let start = 0; start < findings.length; start += chunk) {
    const some = findings.slice(start, start + chunk);
    const events = await newestEvents(some, context);
    await keep(
      some.map((finding) => toldOf(finding, events.get(finding.id) ?? unseen, { kinds, context })),
      context,
    );
  }
}

/** Tells of findings that were recorded without it: by an older version, or just before a process was killed. */
export async function catchUp(context: TellContext, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const rows = await tablesOf(context.store)
      .selectFrom('findings as f')
      .leftJoin('guardduty_findings as g', 'g.id', 'f.id')
      .selectAll('f')
      .where(sql<boolean>`(g.id is null or g.made_of <> ${madeOfSql})`)
      .limit(chunk)
      .execute();
    if (rows.length === 0) return;
    await tell(rows.map(findingOf), context);
  }
}

/** What a finding was when it was told of: new claims change one of these, what people decide does not. */
const madeOf = ({ count, lastSeen }: Finding): string => `${count} ${Date.parse(lastSeen)}`;
const madeOfSql = sql`cast(f.count as text) || ' ' || cast(f.last_seen as text)`;

interface Told {
  readonly row: TellingRow;
  readonly document: Document;
  readonly attributes: Values;
}

interface Means {
  readonly kinds: ReadonlyMap<string, AttributeKind>;
  readonly context: TellContext;
}

function toldOf(finding: Finding, newest: NewestEvent, { kinds, context }: Means): Told {
  const place = placeOf(finding, newest.event, context);
  const document = documentOf({ type: finding.type, sample: isSample(finding.rule) }, newest, context.geography);
  const attributes = valuesOf(
    { ...identityOf(finding.id, place), SchemaVersion: '2.0', ...document, Service: serviceOf(document, place) },
    kinds,
  );
  return {
    row: { id: finding.id, ...place, ...resourceNamed(attributes), made_of: madeOf(finding) },
    document,
    attributes: Object.fromEntries(Object.entries(attributes).filter(([attribute]) => !standsInColumn(attribute))),
  };
}

const serviceOf = (document: Document, place: Place): object => ({
  ...document.Service,
  ServiceName: 'guardduty',
  DetectorId: detectorIdOf(place),
});

/** A burst may span accounts and Regions, and some logs name none: then the newest event tells, or else it is ours. */
const placeOf = (finding: Finding, event: Fields, { homeAccount, homeRegion }: TellContext): Place => ({
  account:
    finding.account || textAt(event, 'recipientAccountId', 'userIdentity.accountId', 'account-id', 'account_id') || homeAccount,
  region: finding.region || textAt(event, 'awsRegion', 'region') || homeRegion,
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

const unseen: NewestEvent = { table: '', event: {} };

const Event = z.record(z.string(), z.unknown()).catch({});

/** The newest event of each finding. The span of time spares the engine the reading of all others. */
async function newestEvents(
  findings: readonly Finding[],
  { lake }: TellContext,
): Promise<ReadonlyMap<string, NewestEvent>> {
  const last = findings.map(({ lastSeen }) => Date.parse(lastSeen));
  const rows = await lake.rows<{ finding: string; event_table: string; raw: string }>(
    `SELECT finding, toString(argMax(event_table, (time, event_id))) AS event_table, argMax(raw, (time, event_id)) AS raw
     FROM occurrences
     WHERE finding IN {ids:Array(String)} AND time >= fromUnixTimestamp64Milli({from:Int64})
       AND time <= fromUnixTimestamp64Milli({to:Int64})
     GROUP BY finding`,
    { ids: findings.map(({ id }) => id), from: Math.min(...last), to: Math.max(...last) },
  );
  return new Map(rows.map((row) => [row.finding, { table: row.event_table, event: Event.parse(JSON.parse(row.raw)) }]));
}

async function keep(told: readonly Told[], { store }: TellContext): Promise<void> {
  await tablesOf(store)
    .transaction()
    .execute(async (transaction) => {
      for (const { row, document, attributes } of told) {
        const { id, ...rest } = row;
        const texts = { document: JSON.stringify(document), attributes: JSON.stringify(attributes) };
        await transaction
          .insertInto('guardduty_findings')
          .values(row)
          .onConflict((conflict) => conflict.column('id').doUpdateSet(rest))
          .execute();
        await transaction
          .insertInto('guardduty_documents')
          .values({ id, ...texts })
          .onConflict((conflict) => conflict.column('id').doUpdateSet(texts))
          .execute();
      }
    });
}
