import type { Expression } from './expression.ts';
import type { ActionScope, Scope, Slot } from './scope.ts';
import type { EntityUid } from './values.ts';

export type Effect = 'permit' | 'forbid';

/** `when` or `unless`, and what stands between the braces. */
export interface Condition {
  readonly kind: 'when' | 'unless';
  readonly body: Expression;
}

/** A policy or template as it was written, understood. */
export interface Statement<Target = EntityUid> {
  readonly effect: Effect;
  readonly principal: Scope<Target>;
  readonly action: ActionScope;
  readonly resource: Scope<Target>;
  readonly conditions: readonly Condition[];
  readonly annotations: Readonly<Record<string, string>>;
}

export type Template = Statement<EntityUid | Slot>;

/** A policy in force: one that was written, or a template with its slots filled. */
export interface Policy extends Statement {
  readonly id: string;
  /** Of the template that it fills. */
  readonly template: string | undefined;
}
