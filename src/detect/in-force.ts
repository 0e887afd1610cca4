import type { Rule } from '#sigma';
import type { Source } from '#sources';
import { Fault, type Clock } from '#kernel';
import type { Store } from '#store';
import { begunApplications, forgetApplication, knownWhile } from './applications.ts';
import { openBook, type Claimed, type RuleBook } from './book.ts';
import type { Applied } from './apply.ts';
import type { Detector } from './detector.ts';
import { joinBooks, without } from './join-books.ts';
import { openJudge, type Judge } from './judge.ts';
import type { LakeDetector } from './open-detector.ts';
import { detectTables } from './tables.ts';
import { fileOf, parseWritten, type WrittenRule } from './written-rule.ts';

/** What the rules in force are made of. */
export interface InForceParts {
  /** The rules that come with Yagura, and those of the configured folders. */
  readonly library: RuleBook;
  readonly sources: readonly Source[];
  readonly store: Store;
  readonly clock: Clock;
  /** Makes what judges, whenever the rules change. */
  readonly detect: (judge: Judge) => LakeDetector;
}

/**
 * The rules that judge events now. Somebody switches them off and on and writes new ones while events stream in.
 * INVARIANT: what was changed is in the store before it is in force, so that the next start judges alike. Several
 * processes on one store see each other's changes when they start.
 */
export class RulesInForce implements AsyncDisposable {
  /** Judges by whatever is in force at that moment. */
  readonly detector: Detector;
  readonly #parts: InForceParts;
  #book: RuleBook;
  #off: ReadonlySet<string> = new Set();
  #current: LakeDetector;
  #settling: Promise<unknown> = Promise.resolve();
  #looking: Promise<unknown> = Promise.resolve();
  #finishing: Promise<unknown> = Promise.resolve();
  #closed = false;

  private constructor(parts: InForceParts) {
    this.#parts = parts;
    this.#book = parts.library;
    this.#current = parts.detect(openJudge(parts.library, parts.sources));
    this.detector = {
      claims: (delivered) => this.#current.claims(delivered),
      judge: (batch, claimed) => this.#current.judge(batch, claimed),
      sweep: (imported) => this.#current.sweep(imported),
      settle: (spans, again) => this.#settleAfter(spans, again),
    };
  }

  static async open(parts: InForceParts): Promise<RulesInForce> {
    const rules = new RulesInForce(parts);
    if ((await switches(parts)).length + (await written(parts)).length > 0) await rules.#reload();
    return rules;
  }

  /** Every rule that there is, also those that are off. */
  get book(): RuleBook {
    return this.#book;
  }

  get sources(): readonly Source[] {
    return this.#parts.sources;
  }

  isOn(rule: string): boolean {
    return !this.#off.has(rule);
  }

  /** Switches a rule on or off, at once and for the starts to come. Throws `NotFound`. */
  async turn(rule: string, on: boolean, by: string): Promise<void> {
    if (this.#book.claimed(rule) === undefined) throw missing(rule);
    const table = detectTables(this.#parts.store);
    if (on) await table.deleteFrom('rule_switches').where('rule', '=', rule).execute();
    else
      await table
        .insertInto('rule_switches')
        .values({ rule, by, at: this.#now() })
        .onConflict((conflict) => conflict.column('rule').doNothing())
        .execute();
    await this.#reload();
  }

  /** Keeps a rule that somebody wrote and puts it in force; one with the same id is replaced. Throws `BadInput` with what is wrong. */
  async write(text: string, by: string): Promise<WrittenRule> {
    const rule = parseWritten(text);
    const other = this.#parts.library.claimed(rule.id);
    if (other !== undefined)
      throw new Fault('Conflict', {
        en: `The rule "${other.title.en}" has the id ${rule.id} already. Write another id.`,
        ja: `ID ${rule.id} はルール「${other.title.ja}」が使っています。別の ID にしてください。`,
      });
    const row = { text: rule.text, by, at: this.#now() };
    await detectTables(this.#parts.store)
      .insertInto('written_rules')
      .values({ id: rule.id, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
    await this.#reload();
    return rule;
  }

  /** Forgets a rule that somebody wrote. Its findings stay. Throws `NotFound`, also for rules that came from elsewhere. */
  async remove(id: string): Promise<void> {
    const gone = await detectTables(this.#parts.store)
      .deleteFrom('written_rules')
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst();
    if (gone === undefined) throw missing(id);
    await this.#reload();
  }

  /** Judges by one rule over single events what is in the lake already. Throws `NotFound`, and `BadInput` for a rule that is off or over many events. */
  async apply(id: string): Promise<Applied> {
    const claimed = this.#book.claimed(id);
    if (claimed === undefined) throw missing(id);
    const rule = this.#applicable(id);
    if (rule === undefined) throw new Fault('BadInput', inapplicable);
    return this.#apply(claimed, rule);
  }

  #applicable(id: string): Rule | undefined {
    return this.isOn(id) ? this.#book.rules.find((one) => one.id === id) : undefined;
  }

  #apply(claimed: Claimed, rule: Rule): Promise<Applied> {
    return knownWhile(rule.id, this.#parts, () => this.#current.apply(claimed, rule));
  }

  /** Applies anew the rules whose application to the past was cut off; those that cannot be any more are forgotten. */
  finishApplying(): Promise<void> {
    const finishing = this.#finishApplying();
    this.#finishing = finishing.catch(() => undefined);
    return finishing;
  }

  async #finishApplying(): Promise<void> {
    for (const id of await begunApplications(this.#parts)) {
      const [claimed, rule] = [this.#book.claimed(id), this.#applicable(id)];
      if (this.#closed) return;
      if (claimed === undefined || rule === undefined) await forgetApplication(id, this.#parts);
      else await this.#apply(claimed, rule);
    }
  }

  /** Ends what is done in the background; what is left to do is found again by the next start. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    await this.#looking;
    await this.#finishing;
  }

  /** True for a rule that somebody wrote on the page. */
  isWritten(id: string): boolean {
    return this.#book.claimed(id)?.rule.file === fileOf(id);
  }

  /** Holds the lists in force against the days before, between imports; begins anew when they change meanwhile. */
  lookAgain(): Promise<void> {
    const looking = this.#looking.then(() => this.#lookAtDays());
    this.#looking = looking.catch(() => undefined);
    return looking;
  }

  async #lookAtDays(): Promise<void> {
    const days = this.#current.lookAgain()[Symbol.asyncIterator]();
    for (let isOver = false; !isOver && !this.#closed;) {
      const step = this.#settling.then(() => days.next());
      this.#settling = step.catch(() => undefined);
      isOver = (await step).done === true;
    }
  }

  async #reload(): Promise<void> {
    const own = await written(this.#parts);
    const other = own.map(({ id, text }) => ({ file: fileOf(id), text }));
    this.#off = new Set((await switches(this.#parts)).map(({ rule }) => rule));
    this.#book =
      other.length === 0 ? this.#parts.library : joinBooks(this.#parts.library, openBook({ own: [], other }));
    this.#current = this.#parts.detect(openJudge(without(this.#book, this.#off), this.#parts.sources));
  }

  /** INVARIANT: one after the other, whichever detector it is: of two that look at the same windows the later has the last word. */
  async #settleAfter(...asked: Parameters<Detector['settle']>): Promise<void> {
    const settled = this.#settling.then(() => this.#current.settle(...asked));
    this.#settling = settled.catch(() => undefined);
    await settled;
  }

  #now(): number {
    return this.#parts.clock.now().getTime();
  }
}

const switches = ({ store }: InForceParts) => detectTables(store).selectFrom('rule_switches').selectAll().execute();

const written = ({ store }: InForceParts) =>
  detectTables(store).selectFrom('written_rules').selectAll().orderBy('at').orderBy('id').execute();

const missing = (rule: string): Fault =>
  new Fault('NotFound', {
    en: `There is no rule ${rule} that can be changed so. Open the list of rules.`,
    ja: `このように変更できるルール ${rule} はありません。ルールの一覧を開いてください。`,
  });

const inapplicable = {
  en: 'This rule is off, or asks many events together, which happens after each import anyway. Switch it on.',
  ja: 'このルールはオフになっているか、複数のイベントをまとめて調べるルールです（後者は取り込みのたびに自動で調べます）。オフの場合はオンにしてください。',
};
