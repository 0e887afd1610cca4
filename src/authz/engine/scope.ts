import type { EntityUid } from './values.ts';

/** What the head of a policy asks of the principal or of the resource. `entity` is a slot in a template. */
export type Scope<Target = EntityUid> =
  | { readonly kind: 'any' }
  | { readonly kind: 'equals'; readonly entity: Target }
  | { readonly kind: 'in'; readonly entity: Target }
  | { readonly kind: 'is'; readonly type: string }
  | { readonly kind: 'is-in'; readonly type: string; readonly entity: Target };

/** A template's place for an entity. */
export type Slot = '?principal' | '?resource';

/** What the head of a policy asks of the action. */
export type ActionScope =
  | { readonly kind: 'any' }
  | { readonly kind: 'equals'; readonly entity: EntityUid }
  | { readonly kind: 'in'; readonly entities: readonly EntityUid[] };
