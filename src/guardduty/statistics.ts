import type { FindingStatistics, GroupByType } from '@aws-sdk/client-guardduty';
import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import type { fitting } from './listing.ts';
import { severityByRank } from './severity.ts';

type Fitting = ReturnType<typeof fitting>;

/** Findings by severity, under its number with one decimal place, as GuardDuty writes it: `8.0`. */
export async function countBySeverity(findings: Fitting): Promise<Record<string, number>> {
  const rows = await counted(findings, ['rank'], 'DESC', severityByRank.length);
  return Object.fromEntries(rows.map(({ rank, total }) => [severityOf(rank).toFixed(1), total]));
}

/** How groups are wanted: those with most findings first, or with fewest. */
export interface Grouping {
  readonly by: GroupByType;
  readonly order: 'ASC' | 'DESC';
  readonly limit: number;
}

/** Findings counted by what they have in common. Days are those of UTC. */
export async function groups(findings: Fitting, { by, order, limit }: Grouping): Promise<FindingStatistics> {
  const kind = kinds[by];
  return kind.made(await counted(by === 'RESOURCE' ? named(findings) : findings, kind.parts, order, limit));
}

/** A finding whose resource has no name is none of any resource. */
const named = (findings: Fitting): Fitting => findings.where('g.resource_id', '<>', '');

/** A row; parts by which it was not grouped are absent from it. PostgreSQL counts in texts. */
const Counted = z.object({
  rank: z.coerce.number().default(0),
  account: z.string().default(''),
  type: z.string().default(''),
  resource_type: z.string().default(''),
  resource_id: z.string().default(''),
  /** Milliseconds at which the day begins. */
  day: z.coerce.number().default(0),
  total: z.coerce.number(),
  last: z.coerce.number(),
});
type Counted = z.infer<typeof Counted>;

type Part = Exclude<keyof Counted, 'total' | 'last'>;

const kinds: Readonly<
  Record<GroupByType, { parts: readonly Part[]; made(rows: readonly Counted[]): FindingStatistics }>
> = {
  ACCOUNT: {
    parts: ['account'],
    made: (rows) => ({ GroupedByAccount: rows.map((row) => ({ AccountId: row.account, ...measures(row) })) }),
  },
  DATE: {
    parts: ['day', 'rank'],
    made: (rows) => ({
      GroupedByDate: rows.map((row) => ({ Date: new Date(row.day), Severity: severityOf(row.rank), ...measures(row) })),
    }),
  },
  FINDING_TYPE: {
    parts: ['type'],
    made: (rows) => ({ GroupedByFindingType: rows.map((row) => ({ FindingType: row.type, ...measures(row) })) }),
  },
  RESOURCE: {
    parts: ['account', 'resource_type', 'resource_id'],
    made: (rows) => ({
      GroupedByResource: rows.map((row) => ({
        AccountId: row.account,
        ResourceType: row.resource_type,
        ResourceId: row.resource_id,
        ...measures(row),
      })),
    }),
  },
  SEVERITY: {
    parts: ['rank'],
    made: (rows) => ({ GroupedBySeverity: rows.map((row) => ({ Severity: severityOf(row.rank), ...measures(row) })) }),
  },
};

const severityOf = (rank: number): number => severityByRank[rank] ?? 1;

const measures = ({ total, last }: Counted) => ({ TotalFindings: total, LastGeneratedAt: new Date(last) });

const day = 86_400_000;
const columns: Readonly<Record<Part, RawBuilder<string | number>>> = {
  rank: sql`f.severity_rank`,
  account: sql`g.account`,
  type: sql`f.type`,
  resource_type: sql`g.resource_type`,
  resource_id: sql`g.resource_id`,
  day: sql`f.last_seen - f.last_seen % ${sql.lit(day)}`,
};

/** Rows of one value for each part, with most (or fewest) findings first; days follow each other. */
async function counted(
  findings: Fitting,
  parts: readonly Part[],
  order: 'ASC' | 'DESC',
  limit: number,
): Promise<Counted[]> {
  const keys = parts.map((part) => columns[part].as(part));
  const direction = order === 'ASC' ? 'asc' : 'desc';
  let query = findings
    .select([...keys, sql<number>`count(*)`.as('total'), sql<number>`max(f.last_seen)`.as('last')])
    .groupBy(parts.map((part) => columns[part]))
    .limit(limit);
  if (parts.includes('day')) query = query.orderBy('day', direction);
  query = query.orderBy('total', direction);
  for (const part of parts) query = query.orderBy(part);
  return (await query.execute()).map((row) => Counted.parse(row));
}
