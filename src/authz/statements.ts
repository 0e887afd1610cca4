import { judge, readStatement } from './cedar-texts.ts';
import type { CedarWorker } from './cedar-worker.ts';
import type { AuthzContext, Judging } from './context.ts';
import type { Template } from './engine/policy.ts';
import type { ActionScope, Scope, Slot } from './engine/scope.ts';
import type { Schema } from './engine/schema.ts';
import { EntityUid } from './engine/values.ts';
import type { PolicyProblem, WrittenPolicies } from './engine/validate.ts';
import type { EntityIdentifier, Head } from './items.ts';
import { limits } from './limits.ts';
import type { PolicyStoreRow } from './tables.ts';
import { about, invalid } from './verified-permissions.ts';

/** A statement that somebody wants to put into a policy store. */
export interface Draft {
  readonly text: string;
  readonly kind: 'policy' | 'template';
  /** The member of the input that holds it. */
  readonly path: string;
}

/** Reads a statement and judges it as the policy store asks for. Throws `ValidationException`. */
export async function accepted(draft: Draft, store: PolicyStoreRow, context: AuthzContext): Promise<Template> {
  const { text, kind, path } = draft;
  const statement = await readDraft(draft, context.authz);
  const written =
    kind === 'policy' ? { policies: { statement: text } } : { policies: {}, templates: { statement: text } };
  await conforming(written, { store, path }, context);
  return statement;
}

/** Reads a statement without judging it by a schema. Throws `ValidationException`. */
export async function readDraft({ text, kind, path }: Draft, { cedar, strict }: Judging): Promise<Template> {
  const most = strict ? limits.strict.statementLetters : 1_000_000;
  if (text.length < 1 || text.length > most)
    throw invalid(path, { en: `must have 1 to ${most} letters`, ja: `1～${most} 文字にしてください` });
  const statement = await about(path, () => readStatement(text, kind, cedar));
  if (kind === 'template' && (statement.principal.kind === 'any' || statement.resource.kind === 'any'))
    throw invalid(path, {
      en: 'a template must constrain both the principal and the resource',
      ja: 'テンプレートでは principal と resource の両方を限定してください',
    });
  return statement;
}

/** Judges policies by the schema of their store, where it asks for that. Throws `ValidationException`. */
export async function conforming(
  written: WrittenPolicies,
  { store, path }: { readonly store: PolicyStoreRow; readonly path: string },
  { authz }: AuthzContext,
): Promise<void> {
  if (store.mode !== 'STRICT') return;
  const { set } = await authz.ready.get(store.id, store.account);
  await judged(written, { schema: set.schema, path, strict: authz.strict }, authz.cedar);
}

/** Judges policies by a schema. Throws `ValidationException`. */
export async function judged(
  written: WrittenPolicies,
  { schema, path, strict }: { readonly schema: Schema | undefined; readonly path: string; readonly strict: boolean },
  cedar: CedarWorker,
): Promise<void> {
  if (schema === undefined)
    throw invalid(path, {
      en: 'the policy store is in the validation mode STRICT and has no schema to validate against',
      ja: 'ポリシーストアの検証モードが STRICT ですが、検証に使うスキーマがありません',
    });
  const problems = await about(path, () => judge(written, schema, cedar));
  const worst = problems.find(({ kind }) => refused(kind, strict));
  if (worst !== undefined) throw invalid(path, { en: worst.message, ja: worst.ja });
}

/** A policy that can never be fulfilled may be meant for what comes later, so that only the strict mode refuses it. */
const refused = (kind: PolicyProblem['kind'], strict: boolean): boolean =>
  kind === 'invalid' || kind === 'inapplicable' || (kind === 'impossible' && strict);

/** What listings show of a statement. */
export function headOf({ effect, principal, resource, action }: Template): Head {
  const [who, what] = [identifierOf(principal), identifierOf(resource)];
  return {
    effect: effect === 'permit' ? 'Permit' : 'Forbid',
    ...(who === undefined ? {} : { principal: who }),
    ...(what === undefined ? {} : { resource: what }),
    actions: actionsOf(action).map(({ type, id }) => ({ actionType: type, actionId: id })),
  };
}

function identifierOf(scope: Scope<EntityUid | Slot>): EntityIdentifier | undefined {
  if (scope.kind === 'any' || scope.kind === 'is' || !(scope.entity instanceof EntityUid)) return undefined;
  return { entityType: scope.entity.type, entityId: scope.entity.id };
}

const actionsOf = (scope: ActionScope): readonly EntityUid[] => {
  if (scope.kind === 'any') return [];
  return scope.kind === 'equals' ? [scope.entity] : scope.entities;
};

/** What may not change when a statement is replaced: effect, principal and resource. Throws `ValidationException`. */
export function refuseOtherScope(before: Template, after: Template, path: string): void {
  const parts = ['effect', 'principal', 'resource'] as const;
  const changed = parts.find((part) => JSON.stringify(before[part]) !== JSON.stringify(after[part]));
  if (changed !== undefined)
    throw invalid(path, {
      en: `an update may change the action and the conditions; the ${changed} must stay as it is`,
      ja: `更新で変えられるのはアクションと条件だけです。${changed} はそのままにしてください`,
    });
}
