/**
 * `yagura/authz`, for programs that decide in their own process: no server, no data folder.
 *
 *     const authorizer = await open('policies');
 *     authorizer.isAllowed({ principal: 'User::"alice"', action: 'Action::"view"', resource: 'Photo::"beach"' });
 *
 * Middleware stands in `yagura/authz/hono` and `yagura/authz/express`. Only what is exported here is promised.
 */
export { Fault } from '#kernel';
export type { Decision, PolicyError } from '../engine/decision.ts';
export type { Entities } from '../engine/entities.ts';
export type { PolicySet, Uid } from '../engine/policy-set.ts';
export type { EntityJson } from '../engine/read-entities.ts';
export { open, type AccessRequest, type Authorizer } from './open.ts';
export type { UidLike } from '../uid-text.ts';
export { whatCan, whoCan, type Access } from '../questions/access.ts';
export type { Filter, Path, Term } from '../questions/filter.ts';
export { filterOf } from '../questions/filter-of-residual.ts';
export { residualOf, residualText, type PartialRequest, type Residual } from '../questions/residual.ts';
export { sqlOf, type SqlColumns, type SqlCondition } from '../questions/sql.ts';
export { analyse, type PolicyRemark } from '../analysis/analyse.ts';
