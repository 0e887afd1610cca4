/**
 * aws: the front. An operation is anything that anyone can call: name, input, output, handler.
 *
 * Invariant: input is parsed before a handler sees it; nothing is served that is no operation.
 * Called by every feature (to define operations) and by web and cli (to serve them).
 */
export { answerJson } from './answer-json.ts';
export { awsService, type AwsService } from './aws-service.ts';
export { localAccount, localCaller, type Call, type Caller, type Role } from './caller.ts';
export type { AuditRecord, Credential, Decision, Door, Request } from './door.ts';
export { openFront, type Front } from './front.ts';
export { lasting } from './lasting.ts';
export { answerPaths } from './member-paths.ts';
export { operation, type Bindable, type Callable, type Operation } from './operation.ts';
export { PageTokens, type Page } from './page-tokens.ts';
export { serviceShape } from './clients.ts';
export { awsServices } from './services.ts';
export { ModeledFault } from './modeled-fault.ts';
