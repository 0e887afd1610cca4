import type { SchemaJson } from '@cedar-policy/cedar-wasm/nodejs';
import { Fault } from '#kernel';
import { fillTemplate, parsePolicy, parseTemplate } from './parse-policy.ts';
import { parseSchema } from './parse-schema.ts';
import { PolicySet, type Uid } from './policy-set.ts';
import type { Policy, Statement, Template } from './policy.ts';
import { Schema } from './schema.ts';
import type { Slot } from './scope.ts';
import { isTemplate, statementsOf } from './statements.ts';
import { EntityUid } from './values.ts';

/** What a set of policies is made of. */
export interface PolicySources {
  /**
   * Static policies by id; or one text of many, whose ids are their `@id` annotations, or `policy0`, `policy1`, …
   * by their place where there is none. In such a text templates may stand too.
   */
  readonly policies?: Readonly<Record<string, string>> | string;
  /** Templates by id. */
  readonly templates?: Readonly<Record<string, string>>;
  readonly links?: readonly TemplateLink[];
  /** Cedar's schema text or its JSON form. It gives the groups of actions and reads entities and contexts. */
  readonly schema?: string | SchemaJson<string> | Schema;
}

/** A policy made by filling the slots of a template. */
export interface TemplateLink {
  readonly id: string;
  readonly template: string;
  readonly values: Partial<Readonly<Record<Slot, Uid>>>;
}

/**
 * Parses and compiles policies. Throws `BadInput` that names the policy with Cedar's own reason, line and column.
 * Policies are not judged against the schema here: that is `validatePolicies`.
 */
export function openPolicies({ policies = {}, templates = {}, links = [], schema }: PolicySources): PolicySet {
  const written = typeof policies === 'string' ? parseText(policies) : { policies: parseEach(policies, parsePolicy) };
  const known = new Map([...(written.templates ?? []), ...parseEach(templates, parseTemplate)]);
  const fixed = [...written.policies].map(([id, statement]): Policy => ({ ...statement, id, template: undefined }));
  const all = [...fixed, ...links.map((link) => linked(link, known))];
  refuseTwins([...all.map(({ id }) => id), ...known.keys()]);
  return new PolicySet(all, schema === undefined || schema instanceof Schema ? schema : parseSchema(schema));
}

function parseEach<Parsed>(
  texts: Readonly<Record<string, string>>,
  parse: (text: string) => Parsed,
): Map<string, Parsed> {
  return new Map(Object.entries(texts).map(([id, text]) => [id, named(`The policy ${id}`, () => parse(text))]));
}

interface Parsed {
  readonly policies: ReadonlyMap<string, Statement>;
  readonly templates?: ReadonlyMap<string, Template>;
}

function parseText(text: string): Parsed {
  const policies: [string, Statement][] = [];
  const templates: [string, Template][] = [];
  for (const [place, { text: one, line }] of statementsOf(text).entries()) {
    const idOf = ({ annotations }: Template): string => annotations['id'] ?? `policy${place}`;
    const at = `The policy that begins in line ${line}`;
    if (isTemplate(one)) {
      const template = named(at, () => parseTemplate(one));
      templates.push([idOf(template), template]);
    } else {
      const policy = named(at, () => parsePolicy(one));
      policies.push([idOf(policy), policy]);
    }
  }
  refuseTwins([...policies, ...templates].map(([id]) => id));
  return { policies: new Map(policies), templates: new Map(templates) };
}

function linked({ id, template, values }: TemplateLink, templates: ReadonlyMap<string, Template>): Policy {
  const written = templates.get(template);
  if (written === undefined)
    throw new Fault(
      'BadInput',
      `The policy ${id} fills the template ${template}, which is not there. Give it as well.`,
    );
  const filling = { '?principal': uidOf(values['?principal']), '?resource': uidOf(values['?resource']) };
  return { ...named(`The policy ${id}`, () => fillTemplate(written, filling)), id, template };
}

const uidOf = (uid: Uid | undefined): EntityUid | undefined =>
  uid === undefined ? undefined : new EntityUid(uid.type, uid.id);

function named<Result>(what: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw error instanceof Fault ? new Fault(error.code, `${what}: ${error.message}`, { cause: error }) : error;
  }
}

function refuseTwins(ids: readonly string[]): void {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) throw new Fault('BadInput', `Two policies or templates are called ${id}. Give one another id.`);
    seen.add(id);
  }
}
