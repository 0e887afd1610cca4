// The part of the composition that judges: rules in force, lists, and what is told of findings.
import { join } from 'node:path';
import type { Knowledge } from '#attack';
import { openDetector, RulesInForce, type RuleBook, type ThreatLists } from '#detect';
import type { FindingsContext } from '#findings';
import { openGuardDuty, sampledType } from '#guardduty';
import { configuredFeeds, Feeds, Lists, type Geography } from '#intel';
import { createLog, sentenceOf, type Config } from '#kernel';
import type { Source } from '#sources';

/** What is known before any data is opened. */
interface Known {
  readonly book: RuleBook;
  readonly sources: readonly Source[];
  readonly geography: Geography;
  readonly knowledge: Knowledge;
}

/** What judges events, and what is told of the findings that it records. */
export async function openDetection(config: Config, library: Known, context: FindingsContext) {
  const log = createLog(config.log.level);
  const reach = { ...config.intel, ...config.ingest };
  const lists = await Lists.open({ ...context, log, folder: join(config.data, 'lists'), reach });
  const feeds = new Feeds(lists, configuredFeeds(config.intel.feeds, lists.formats), context.clock);
  const guardduty = openGuardDuty({ ...context, log, lists, ...guardDutyParts(config, library) });
  const { admit, recorded, withdrawn } = guardduty.context;
  const told = { admit, recorded, withdrawn };
  const inForce = await RulesInForce.open({
    ...context,
    library: library.book,
    sources: library.sources,
    detect: (judge) => openDetector({ ...context, judge, lists: listsFor(config, lists), beside: library, ...told }),
  });
  const behind = (work: () => Promise<void>, trouble: string) => (): void =>
    void work().catch((error: unknown) => log.error({ reason: sentenceOf(error) }, trouble));
  const lookAgain = behind(() => inForce.lookAgain(), 'Lists could not be held against the past.');
  lists.onChange(lookAgain);
  lookAgain();
  behind(() => inForce.finishApplying(), 'A rule could not be applied to the past; the next start tries it again.')();
  return {
    context: { ...guardduty.context, feeds, inForce, detector: inForce.detector },
    [Symbol.asyncDispose]: async () => {
      await guardduty[Symbol.asyncDispose]();
      await lists[Symbol.asyncDispose]();
      await inForce[Symbol.asyncDispose]();
    },
  };
}

const guardDutyParts = ({ org, ingest, language, guardduty }: Config, { geography, book }: Known) => ({
  geography,
  homeAccount: org.account,
  homeRegion: ingest.region,
  language,
  guideOf: (rule: string) => guideIn(book, rule),
  reach: { ...guardduty, ...ingest },
  publishEverySeconds: 5,
});

/** What is on the lists of Yagura's own account holds for all. */
const listsFor = ({ org }: Config, lists: Lists): ThreatLists => ({
  homeAccount: org.account,
  addressIn: (address) => lists.addressIn(address),
  domainIn: (name) => lists.domainIn(name),
  get fingerprint() {
    return lists.fingerprint;
  },
});

/** What a rule explains; a sample is explained by the rule that finds its type. */
export function guideIn(book: RuleBook, rule: string) {
  const type = sampledType(rule);
  return type === undefined ? book.claimed(rule)?.guide : book.all.find((claimed) => claimed.type === type)?.guide;
}
