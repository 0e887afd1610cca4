import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { openDecider, type Decider } from '#authz';
import { Fault, sentenceOf, textLike, whenThere, type Log, type Soon } from '#kernel';
import type { Named } from './action-groups.ts';
import { cedarSchema, policyFolder } from './cedar-schema.ts';
import type { OrgRecords } from './context.ts';
import { refuseLockout } from './lockout.ts';
import { orgTables } from './tables.ts';

export const PolicyName = textLike(/^[a-z][a-z0-9-]{0,63}$/, {
  en: 'a policy is named with small letters, digits and hyphens, such as night-shift',
  ja: 'ポリシー名には英小文字、数字、ハイフンを使ってください（例: night-shift）',
});

/** A file of Cedar policies: as it came with Yagura, changed here, or added here. */
export const Policy = z.strictObject({
  name: z.string(),
  origin: z.enum(['shipped', 'changed', 'added']),
  text: z.string(),
  changedBy: z.string().optional(),
  changedAt: z.iso.datetime().optional(),
});
export type Policy = z.infer<typeof Policy>;

/** What somebody wants to put in force. Characters are limited: a file is for people to read. */
export const PolicyFile = z.strictObject({ name: PolicyName, text: z.string().min(1).max(100_000) });

/** The policies of one moment, opened. */
export interface PoliciesInForce {
  readonly text: string;
  readonly decider: Decider;
  /** True when a policy may look at where a call comes from or when. */
  readonly heedCircumstances: boolean;
}

interface Opened {
  readonly revision: number;
  readonly inForce: Promise<PoliciesInForce>;
  /** The same, once it is there. */
  atHand?: PoliciesInForce;
}

interface Parts {
  readonly records: OrgRecords;
  readonly operations: readonly Named[];
  readonly log: Log;
}

/**
 * The policies in force: those of content/policies, with what was changed or added in the store.
 * INVARIANT: there is always somebody who can change them back.
 */
export class Policies {
  readonly #parts: Parts;
  readonly #schema: string;
  readonly #shipped: ReadonlyMap<string, string>;
  #opened: Opened | undefined;

  private constructor(parts: Parts, schema: string, shipped: ReadonlyMap<string, string>) {
    this.#parts = parts;
    this.#schema = schema;
    this.#shipped = shipped;
  }

  /** `operations`: every operation that there is; each is an action of the schema. */
  static async open(parts: Parts): Promise<Policies> {
    return new Policies(parts, await cedarSchema(parts.operations), await shippedPolicies());
  }

  get operations(): readonly Named[] {
    return this.#parts.operations;
  }

  /** Every policy in force, by name. */
  async list(): Promise<Policy[]> {
    const stored = await orgTables(this.#parts.records.store).selectFrom('org_policies').selectAll().execute();
    const changed = stored.map((row): Policy => ({
      name: row.name,
      origin: this.#shipped.has(row.name) ? 'changed' : 'added',
      text: row.text,
      changedBy: row.changed_by,
      changedAt: new Date(row.changed_at).toISOString(),
    }));
    const names = new Set(changed.map(({ name }) => name));
    const shipped = [...this.#shipped]
      .filter(([name]) => !names.has(name))
      .map(([name, text]): Policy => ({ name, origin: 'shipped', text }));
    return [...shipped, ...changed].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** What decides now; a change made by any process is seen within half a second. */
  inForce(): Soon<PoliciesInForce> {
    return whenThere(this.#parts.records.revision.current(), (revision) =>
      this.#opened?.revision === revision ? (this.#opened.atHand ?? this.#opened.inForce) : this.#openAnew(revision),
    );
  }

  #openAnew(revision: number): Promise<PoliciesInForce> {
    const inForce = this.#open(this.#opened?.inForce);
    const opened: Opened = { revision, inForce };
    this.#opened = opened;
    inForce.then(
      (policies) => (opened.atHand = policies),
      () => (this.#opened = undefined), // the store did not answer; the next call asks again
    );
    return inForce;
  }

  /** Throws `BadInput` with every problem that the policies would have with this file among them, `Conflict` for a lockout. */
  async check(name: string, text: string): Promise<void> {
    const others = (await this.list()).filter((policy) => policy.name !== name);
    await this.#tried([...others, { name, text }]);
  }

  /** Puts a policy in force, in the place of the one of its name if there is one. Throws as `check` does. */
  async put(name: string, text: string, by: string): Promise<void> {
    await this.check(name, text);
    const { revision, clock } = this.#parts.records;
    const row = { text, changed_by: by, changed_at: clock.now().getTime() };
    await revision.change((db) =>
      db
        .insertInto('org_policies')
        .values({ name, ...row })
        .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
        .execute(),
    );
  }

  /** Takes back what was changed: the shipped policy is in force again, an added one is gone. Throws `NotFound`. */
  async reset(name: string): Promise<void> {
    const shipped = this.#shipped.get(name);
    const others = (await this.list()).filter((policy) => policy.name !== name);
    await this.#tried(shipped === undefined ? others : [...others, { name, text: shipped }]);
    const gone = await this.#parts.records.revision.change((db) =>
      db.deleteFrom('org_policies').where('name', '=', name).returning('name').executeTakeFirst(),
    );
    if (gone === undefined)
      throw new Fault('NotFound', {
        en: `The policy "${name}" has not been changed here, so there is nothing to take back.`,
        ja: `ポリシー "${name}" はここで変更されていないため、元に戻すものがありません。`,
      });
  }

  async #tried(files: readonly Pick<Policy, 'name' | 'text'>[]): Promise<void> {
    await refuseLockout(openDecider(files, this.#schema), this.#parts.records);
  }

  /** Opened anew only when a policy changed: opening takes longer than thousands of decisions. */
  async #open(before: Promise<PoliciesInForce> | undefined): Promise<PoliciesInForce> {
    const files = await this.list();
    const text = files.map((file) => file.text).join('\n');
    const known = await before?.catch(() => undefined);
    if (known?.text === text) return known;
    return { text, decider: this.#usable(files), heedCircumstances: /\bcontext\b/.test(text) };
  }

  /** A stored policy may speak of an operation that this version does not have: then administrators alone can mend it. */
  #usable(files: readonly Policy[]): Decider {
    try {
      return openDecider(files, this.#schema);
    } catch (error) {
      this.#parts.log.error(
        { reason: sentenceOf(error) },
        'The policies cannot be used, so that only administrators are let in. See bin/yagura policies check.',
      );
      return openDecider([{ name: 'administrator', text: this.#shipped.get('administrator') ?? '' }], this.#schema);
    }
  }
}

async function shippedPolicies(): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(policyFolder)).filter((name) => name.endsWith('.cedar')).toSorted();
  const texts = names.map(async (name): Promise<[string, string]> => [
    name.replace(/\.cedar$/, ''),
    await readFile(join(policyFolder, name), 'utf8'),
  ]);
  return new Map(await Promise.all(texts));
}
