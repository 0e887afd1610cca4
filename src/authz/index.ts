/**
 * authz: Cedar as a service: policy stores, decisions, and why.
 *
 * Invariant: a decision equals that of Cedar's own engine.
 * Called by org (what callers may do) and the AWS front.
 */
export { openWasmDecider, type Answer, type Decider, type PolicyFile, type Question } from './wasm-decider.ts';
