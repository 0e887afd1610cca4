import type { SchemaJson } from '@cedar-policy/cedar-wasm/nodejs';
import { Fault } from '#kernel';
import { fillTemplate } from './parse-policy.ts';
import { parseSchema } from './parse-schema.ts';
import { PolicySet, type Uid } from './policy-set.ts';
import { named, readPolicies, readPolicyText, refuseTwins, type WrittenPolicy } from './policy-text.ts';
import type { Policy, Template } from './policy.ts';
import { Schema } from './schema.ts';
import type { Slot } from './scope.ts';
import { EntityUid } from './values.ts';

/** What a set of policies is made of. */
export interface PolicySources {
  /**
   * Static policies by id; or one text of many, whose ids are their `@id` annotations, or `policy0`, `policy1`, …
   * by their place where there is none; or what was read by `readPolicyText`. Templates may stand among these.
   */
  readonly policies?: Readonly<Record<string, string>> | string | readonly WrittenPolicy[];
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
  const written = [...readAny(policies), ...readPolicies(templates, 'template')];
  const known = new Map(written.flatMap((one) => (one.kind === 'template' ? [[one.id, one.statement] as const] : [])));
  const fixed = written.flatMap((one): Policy[] =>
    one.kind === 'policy' ? [{ ...one.statement, id: one.id, template: undefined }] : [],
  );
  refuseTwins([...written, ...links].map(({ id }) => id));
  const parsed = schema === undefined || schema instanceof Schema ? schema : parseSchema(schema);
  return new PolicySet([...fixed, ...links.map((link) => linked(link, known))], parsed);
}

function readAny(policies: NonNullable<PolicySources['policies']>): readonly WrittenPolicy[] {
  if (typeof policies === 'string') return readPolicyText(policies);
  return isRead(policies) ? policies : readPolicies(policies, 'policy');
}

const isRead = (policies: object): policies is readonly WrittenPolicy[] => Array.isArray(policies);

function linked({ id, template, values }: TemplateLink, templates: ReadonlyMap<string, Template>): Policy {
  const written = templates.get(template);
  if (written === undefined)
    throw new Fault('BadInput', {
      en: `The policy ${id} fills the template ${template}, which is not there. Give it as well.`,
      ja: `ポリシー ${id} が使うテンプレート ${template} がありません。テンプレートも指定してください。`,
    });
  const filling = { '?principal': uidOf(values['?principal']), '?resource': uidOf(values['?resource']) };
  for (const slot of ['?principal', '?resource'] as const)
    if (values[slot] !== undefined && !hasSlot(written, slot)) throw noSlot(id, template, slot);
  return {
    ...named({ en: `The policy ${id}`, ja: `ポリシー ${id}` }, () => fillTemplate(written, filling)),
    id,
    template,
  };
}

const hasSlot = ({ principal, resource }: Template, slot: Slot): boolean =>
  [principal, resource].some((scope) => 'entity' in scope && scope.entity === slot);

/** Who writes it means to narrow the policy, which would not happen. */
const noSlot = (id: string, template: string, slot: Slot): Fault =>
  new Fault('BadInput', {
    en: `The policy ${id} gives an entity for ${slot}, for which the template ${template} has no slot. Take it out, or write ${slot} into the template.`,
    ja: `ポリシー ${id} は ${slot} のエンティティを指定していますが、テンプレート ${template} にそのスロットがありません。指定を省くか、テンプレートに ${slot} を書いてください。`,
  });

const uidOf = (uid: Uid | undefined): EntityUid | undefined =>
  uid === undefined ? undefined : new EntityUid(uid.type, uid.id);
