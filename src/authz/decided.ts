import { z } from 'zod';
import { Fault } from '#kernel';
import type { Lake } from '#lake';
import type { AuthzContext } from './context.ts';
import { shownColumns, ShownDecision } from './decision-rows.ts';

/** A moment, as people write it to ask about the past. */
export const Time = z.iso.datetime({ offset: true });

/** Which decisions of a policy store are meant; entities as Cedar writes them: `User::"alice"`. */
export const DecisionFilter = {
  from: Time.optional(),
  to: Time.optional().describe('Not included'),
  principal: z.string().optional().describe('As Cedar writes it: User::"alice"'),
  action: z.string().optional(),
  resource: z.string().optional(),
  text: z.string().optional().describe('A part of the principal, action, resource or of a policy that decided'),
  decision: z.enum(['ALLOW', 'DENY']).optional(),
  policyId: z.string().optional().describe('Decided by this policy, with others or alone'),
  differing: z.boolean().optional().describe("Only where a candidate, or Cedar's own engine, decided otherwise"),
};
type Filter = z.infer<z.ZodObject<typeof DecisionFilter>>;

/** The place of a decision in the log, newest first. */
export interface DecisionPlace {
  readonly time: string;
  readonly id: string;
}

interface Wanted {
  readonly store: string;
  readonly filter: Filter;
  readonly before?: DecisionPlace | undefined;
  readonly limit: number;
}

const conditions: Readonly<Record<Exclude<keyof Filter, 'differing'>, string>> = {
  from: 'time >= parseDateTime64BestEffort({from:String}, 3)',
  to: 'time < parseDateTime64BestEffort({to:String}, 3)',
  principal: 'principal = {principal:String}',
  action: 'action = {action:String}',
  resource: 'resource = {resource:String}',
  text: `arrayExists(one -> positionCaseInsensitiveUTF8(one, {text:String}) > 0,
    arrayConcat([principal, action, resource], determining))`,
  decision: 'decision = {decision:String}',
  policyId: 'has(determining, {policyId:String})',
};
const differing = `((candidate_decision != '' AND (candidate_decision != decision OR arraySort(candidate_determining) != arraySort(determining)))
  OR (cedar_decision != '' AND (cedar_decision != decision OR arraySort(cedar_determining) != arraySort(determining))))`;
const further = `(time < parseDateTime64BestEffort({beforeTime:String}, 3)
  OR (time = parseDateTime64BestEffort({beforeTime:String}, 3) AND id < {beforeId:String}))`;

/** Decisions of a policy store, newest first, with the columns that are asked for. */
export async function decisionsOf<Row>(
  { store, filter, before, limit }: Wanted,
  columns: string,
  { lake, authz }: Pick<AuthzContext, 'lake' | 'authz'>,
): Promise<Row[]> {
  await authz.decisions.flush();
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  const where = [
    'policy_store = {store:String}',
    ...given.flatMap(([name]) => (isCondition(name) ? [conditions[name]] : [])),
    ...(filter.differing === true ? [differing] : []),
    ...(before === undefined ? [] : [further]),
  ];
  return lakeOf(lake).rows<Row>(
    `SELECT ${columns} FROM authorization_decisions WHERE ${where.join(' AND ')}
     ORDER BY time DESC, id DESC LIMIT {limit:UInt32}`,
    { ...Object.fromEntries(given), store, limit, beforeTime: before?.time ?? '', beforeId: before?.id ?? '' },
  );
}

const isCondition = (name: string): name is keyof typeof conditions => Object.hasOwn(conditions, name);

/** Throws `Unsupported` where there is none. */
function lakeOf(lake: Lake | undefined): Lake {
  if (lake !== undefined) return lake;
  throw new Fault('Unsupported', {
    en: 'There is no decision log here, since no lake is open. Start Yagura with its lake.',
    ja: 'データベースが開いていないため、判定ログはありません。データベースを使えるようにして起動してください。',
  });
}

const KeptDecision = ShownDecision.extend({ question: z.string() });
export type KeptDecision = z.infer<typeof KeptDecision>;

/** One decision with the question that was asked. Throws `NotFound`. */
export async function decisionOf(
  store: string,
  id: string,
  { lake, authz }: Pick<AuthzContext, 'lake' | 'authz'>,
): Promise<KeptDecision> {
  await authz.decisions.flush();
  const [row] = await lakeOf(lake).rows<unknown>(
    `SELECT ${shownColumns}, question FROM authorization_decisions
     WHERE policy_store = {store:String} AND id = {id:String} LIMIT 1`,
    { store, id },
  );
  if (row !== undefined) return KeptDecision.parse(row);
  throw new Fault('NotFound', {
    en: `There is no decision ${id} in the log of this policy store. It may have aged out.`,
    ja: `このポリシーストアのログに判定 ${id} はありません。保存期間が過ぎた可能性があります。`,
  });
}
