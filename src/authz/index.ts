/**
 * authz: Cedar: may this principal do this action to this resource, and why.
 *
 * Invariant: a decision equals that of Cedar's own engine, which parses, formats and validates here, and is the
 * oracle of the tests. No policy, entity or context of somebody else can stop the process.
 * Called by org (what callers may do) and the AWS front.
 *
 *     const set = openPolicies({ policies: await readFile('photos.cedar', 'utf8'), schema });
 *     const entities = set.load([{ uid: { type: 'User', id: 'alice' }, attrs: {}, parents: [] }]);
 *     const { decision, determining, errors } = set.decide({ principal, action, resource, context, entities });
 *
 * Open a set once and keep it: a decision takes microseconds, opening takes a millisecond for each few policies. Load
 * entities once where they are the same for many decisions, or give a list of those that matter with each request.
 * `decide` throws a `Fault` `BadInput` when the request itself cannot be read, so treat that as a no.
 */
import { folder } from '#kernel';
import type { Bindable } from '#aws';
import type { AuthzContext } from './context.ts';

export type { AuthzContext } from './context.ts';
export { openDecider, type Answer, type Decider, type PolicyFile, type Question } from './decider.ts';
export { Entities } from './engine/entities.ts';
export { openPolicies, type PolicySources, type TemplateLink } from './engine/open-policies.ts';
export { PolicySet, type DecisionRequest, type Uid } from './engine/policy-set.ts';
export { parseGivenJson } from './given-json.ts';
export type { Decision, PolicyError } from './engine/decision.ts';
export type { EntityJson } from './engine/read-entities.ts';
export { explain, type Explanation } from './engine/explain.ts';
export { Explained, explained } from './explained.ts';
export { readAuthorizationRequest } from './authorization-request.ts';
export { answerTo } from './authorize.ts';
export { authorizationDecisions } from './decision-rows.ts';
export { openAuthz, type AuthzParts } from './open-authz.ts';
export { authzMigrations } from './tables.ts';
export const authzOperations = (): Promise<Bindable<AuthzContext>[]> => folder(new URL('operations/', import.meta.url));
export { formatPolicies } from './cedar-texts.ts';
export { CedarWorker } from './cedar-worker.ts';
export { schemaJsonOf } from './engine/schema-json.ts';
export type { ContentChange } from './content-changes.ts';
export { readKeptQuestion } from './kept-question.ts';
export { nothingReplayed } from './replay.ts';
export { policiesOf } from './folder/folder-policies.ts';
export type { CoverageReport, PolicyCoverage } from './folder/coverage.ts';
export { readFolderFiles, withoutMark } from './folder/folder-files.ts';
export { policySetOf, readPolicyFolder, withTestsAside, type PolicyFolder } from './folder/policy-folder.ts';
export { problemLine, type PolicyFileProblem } from './folder/policy-problem.ts';
export { runPolicyTests, type PolicyTestOutcome, type PolicyTestReport } from './folder/run-tests.ts';
export { LoadedEntities } from './folder/loaded-entities.ts';
export { whatCan, whoCan, type Access } from './questions/access.ts';
export { filterOf } from './questions/filter-of-residual.ts';
export { residualOf, residualText, type Residual } from './questions/residual.ts';
export { sqlOf } from './questions/sql.ts';
export { uidOf } from './uid-text.ts';
export { analyse, type PolicyRemark } from './analysis/analyse.ts';
