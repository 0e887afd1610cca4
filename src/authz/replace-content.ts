import type { Call } from '#aws';
import type { Text } from '#kernel';
import { change, replaceItems, type Change } from './change.ts';
import { contentAt, differences, type Content, type Difference } from './content.ts';
import type { AuthzContext } from './context.ts';
import { othersAreAnswered } from './engine/slices.ts';
import { authzTables, type PolicyStoreRow } from './tables.ts';
import { conflict } from './verified-permissions.ts';

/** How often a change is made anew because somebody else changed the policy store meanwhile. */
const tries = 4;

/** A new content of a policy store, made of the one that it has. */
export interface Replacement {
  readonly operation: string;
  readonly call: Call;
  /** The revision that it must have; whichever it has when absent. */
  readonly expected?: number | undefined;
  /** Says what it would do and does nothing. */
  readonly dryRun?: boolean | undefined;
  make(content: Content, store: PolicyStoreRow): Promise<Content>;
}

export interface Replaced {
  readonly revision: number;
  readonly differences: readonly Difference[];
}

/**
 * Puts a new content in place of the one that a policy store has: all of it or nothing, as one revision; none where
 * nothing differs. Throws `ConflictException` when the store has another revision than expected.
 */
export async function replaceContent(
  store: PolicyStoreRow,
  replacement: Replacement,
  context: AuthzContext,
): Promise<Replaced> {
  const { expected, operation, call, dryRun = false } = replacement;
  let row = store;
  for (let left = tries; left > 0; left--) {
    if (expected !== undefined && expected !== row.revision) throw moved(row, expected);
    const before = await contentAt(row.id, row.revision, authzTables(context.store));
    const changed = differences(before, await replacement.make(before, row));
    if (dryRun || changed.length === 0) return { revision: row.revision, differences: changed };
    const { id, revision } = row;
    const made = await unlessOvertaken(
      change({ id }, { operation, call }, context, (at) => write(changed, revision, at)),
    );
    if (made !== undefined) return { revision: made, differences: changed };
    row = await authzTables(context.store)
      .selectFrom('authz_stores')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
  }
  throw conflict(restless, 'POLICY_STORE', store.id);
}

const restless: Text = {
  en: 'Others change this policy store again and again. Try once more.',
  ja: 'このポリシーストアはほかからも繰り返し変更されています。もう一度試してください。',
};

/** Thrown inside a transaction, which it takes back: somebody else was faster. */
class Overtaken extends Error {}

const unlessOvertaken = <Made>(change: Promise<Made>): Promise<Made | undefined> =>
  change.catch((error: unknown) => {
    if (error instanceof Overtaken) return undefined;
    throw error;
  });

async function write(changed: readonly Difference[], revision: number, made: Change): Promise<number> {
  if (made.store.revision !== revision + 1) throw new Overtaken();
  for (let from = 0; from < changed.length; from += together) {
    await replaceItems(changed.slice(from, from + together), made);
    await othersAreAnswered();
  }
  return made.store.revision;
}

/** Items that are written with one statement. */
const together = 200;

const moved = ({ id, revision }: PolicyStoreRow, expected: number) =>
  conflict(
    {
      en: `The policy store is at revision ${revision}, not at ${expected}. Look at what changed and try again.`,
      ja: `ポリシーストアのリビジョンは ${expected} ではなく ${revision} になっています。変更内容を確かめてから、もう一度試してください。`,
    },
    'POLICY_STORE',
    id,
  );
