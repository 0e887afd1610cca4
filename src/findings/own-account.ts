import type { Caller } from '#aws';
import { Fault } from '#kernel';
import type { Store } from '#store';
import { findingById, type Restriction } from './search.ts';
import type { Finding } from './finding.ts';

/** The account beyond which a caller sees nothing; nothing for those who see all accounts. */
export const ownAccount = ({ role, account }: Pick<Caller, 'role' | 'account'>): string | undefined =>
  role === 'member' ? account : undefined;

/** What a caller asks for, within what they may see. */
export function withinOwn<Wanted extends Restriction>(wanted: Wanted, caller: Caller): Wanted {
  const account = ownAccount(caller);
  if (account === undefined) return wanted;
  return { ...wanted, where: [...(wanted.where ?? []), { property: 'account', operator: '=', values: [account] }] };
}

/** A finding that the caller may see. Throws `NotFound`, also for one of another account: its id tells nothing. */
export async function findingSeen(id: string, caller: Caller, store: Store): Promise<Finding> {
  const finding = await findingById(id, store);
  if (finding !== undefined && (ownAccount(caller) ?? finding.account) === finding.account) return finding;
  throw new Fault('NotFound', {
    en: `There is no finding ${id}. It may have aged out; open the list of findings.`,
    ja: `検出結果 ${id} はありません。保存期間を過ぎた可能性があります。検出結果の一覧を開いてください。`,
  });
}
