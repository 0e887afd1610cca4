import { Fault } from '#kernel';
import type { AccessRequest, Authorizer } from './open.ts';

/** Whether a request over HTTP is let through, and what is answered if not. */
export type Admission =
  | { readonly admitted: true }
  | { readonly admitted: false; readonly status: 401 | 403; readonly message: string };

/** What somebody wants, or nothing where nobody is signed in. */
export type Asked = AccessRequest | null | undefined;

/** INVARIANT: only a decision that says allow lets anybody through; a request that cannot be read is a no. */
export async function admit(authorizer: Authorizer, asked: () => Promise<Asked>): Promise<Admission> {
  const request = await asked();
  if (request === undefined || request === null)
    return { admitted: false, status: 401, message: 'Sign in first: nobody is signed in.' };
  try {
    if (authorizer.isAllowed(request)) return { admitted: true };
    return refused('The policies do not permit this.');
  } catch (error) {
    if (error instanceof Fault) return refused(`The policies cannot decide about this. ${error.message}`);
    throw error;
  }
}

const refused = (message: string): Admission => ({ admitted: false, status: 403, message });
