import { isPlain } from './check.ts';

/** What CloudTrail writes in the place of a secret. */
const mark = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/** Passwords, secrets, session and push tokens, sign-in links; the tokens of pages and of repeated requests are none. */
const secret = /secret|password|(?<!next_?|page_?|client_?)token$|privatekey|signinlink/i;

/** A value without its secrets, as the audit keeps it: what the names of members call one. */
export function hidden(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hidden);
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      secret.test(name) && typeof inner === 'string' ? mark : hidden(inner),
    ]),
  );
}
