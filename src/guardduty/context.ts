import type { Guide } from '#attack';
import type { PageTokens } from '#aws';
import type { RuleBook } from '#detect';
import type { FindingsContext } from '#findings';
import type { Geography, Lists } from '#intel';
import type { Language } from '#kernel';

/** What the operations of this room are answered with. */
export interface GuardDutyContext extends Required<FindingsContext> {
  readonly geography: Geography;
  readonly lists: Lists;
  readonly pageTokens: PageTokens;
  /** Yagura's own account: its detectors cover every account, as those of a delegated administrator do. */
  readonly homeAccount: string;
  /** The Region of findings whose events name none. */
  readonly homeRegion: string;
  /** Language of titles and descriptions for whoever names none: GuardDuty's API has no place for two. */
  readonly language: Language;
  /** The rules in force. */
  readonly book: RuleBook;
  /** What a rule explains; other people's rules explain nothing. */
  readonly guideOf: (rule: string) => Pick<Guide, 'explain'> | undefined;
}
