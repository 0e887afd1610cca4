/**
 * aws: the front. An operation is anything that anyone can call: name, input, output, handler.
 *
 * Invariant: input is parsed before a handler sees it; nothing is served that is no operation.
 * Called by every feature (to define operations) and by web and cli (to serve them).
 */
export { operation, type Bindable, type Callable, type Caller, type Operation } from './operation.ts';
