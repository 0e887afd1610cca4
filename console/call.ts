import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import { paths } from './paths.ts';
import type { Operations, Text } from './operations.ts';
import type { PermissionOperations } from './policy-operations.ts';
import { statesWords } from './i18n/states.ts';
import { told } from './told.ts';
import { isWriting } from './writing.ts';

/** What the server said instead of an answer. Its message is English; `text` is for the reader. */
export class CallError extends Error {
  readonly code: string;
  readonly text: Text;

  constructor(code: string, text: Text) {
    super(text.en);
    this.code = code;
    this.text = text;
  }
}

/** Calls an operation of the service `yagura`. Throws `CallError` with a sentence for the reader. */
export async function call<Name extends keyof Operations>(
  name: Name,
  input: Operations[Name]['input'],
  signal?: AbortSignal,
): Promise<Operations[Name]['output']> {
  return post(`/call/yagura/${name}`, input, signal);
}

/** Calls an operation of Verified Permissions. Throws as `call` does. */
export const callPermissions = <Name extends keyof PermissionOperations>(
  name: Name,
  input: PermissionOperations[Name]['input'],
  signal?: AbortSignal,
): Promise<PermissionOperations[Name]['output']> => post(`/call/verifiedpermissions/${name}`, input, signal);

/** Exchanges the token of a sign-in link for a session. */
export const signIn = (token: string): Promise<unknown> => post('/sign-in', { token });

/** Signs in with a name and a password. */
export const signInWithPassword = (name: string, password: string): Promise<unknown> =>
  post('/sign-in/password', { name, password });

/** Signs in with whichever passkey the reader chooses. Throws what the browser throws when they choose none. */
export async function signInWithPasskey(): Promise<unknown> {
  const { origin } = window.location;
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const optionsJSON = await post<PublicKeyCredentialRequestOptionsJSON>('/sign-in/passkey/ask', { origin });
  return post('/sign-in/passkey', { origin, used: await startAuthentication({ optionsJSON }) });
}

/** Which ways to sign in there are beside links, passwords and passkeys. */
export const waysIn = async (): Promise<{ provider: string | null }> => answerOf(await reach('/sign-in/ways', {}));

/** Makes a passkey for whoever is signed in. Throws what the browser throws when they change their mind. */
export async function makePasskey(name: string): Promise<unknown> {
  const { origin } = window.location;
  const { startRegistration } = await import('@simplewebauthn/browser');
  const optionsJSON = await call('StartPasskey', { origin });
  return call('AddPasskey', { name, origin, made: await startRegistration({ optionsJSON }) });
}

/** Ends the session and shows the sign-in page. */
export async function signOut(): Promise<void> {
  await post('/sign-out', {});
  window.location.assign(paths.signIn());
}

async function post<Output>(path: string, input: unknown, signal?: AbortSignal): Promise<Output> {
  const init: RequestInit = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(input),
  };
  if (signal !== undefined) init.signal = signal;
  return answerOf(await reach(path, init));
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new CallError('Unreachable', statesWords.awayTitle);
  }
}

/**
 * INVARIANT: every reply passes here, so there is one place that knows what an ended sign-in means.
 * What comes out was made by the zod schema of the operation: the page and its server are built together.
 */
async function answerOf<Output>(reply: Response): Promise<Output> {
  if (reply.ok) {
    const text = await reply.text();
    return told(text, longDigits.test(text) ? withEveryDigit : undefined);
  }
  const { code, text } = faultIn(await reply.json().catch(() => ({})), reply.status);
  if (code === 'NotSignedIn' && window.location.pathname !== paths.signIn()) leave();
  throw new CallError(code, text);
}

/** To ask for the text of each number is slow, so that is done only where there is a long row of digits. */
const longDigits = /\d{16}/;

/**
 * Whole numbers that the browser would round (beyond 2^53, which logs do hold) come as the digits that were written.
 * `written` tells the text, in browsers since 2024; older ones round.
 */
const withEveryDigit = (_name: string, value: unknown, written?: { readonly source?: string }): unknown =>
  typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
    ? (written?.source ?? value)
    : value;

/** Happens on the window when the sign-in has ended and the page stays, for something is written on it. */
export const signInEnded = 'sign-in-ended';

/** Goes to the sign-in page, and comes back afterwards; whoever is writing is told first. */
function leave(): void {
  if (isWriting()) window.dispatchEvent(new Event(signInEnded));
  else window.location.replace(paths.signIn(window.location.pathname + window.location.search));
}

/** What the body of a refused reply says. */
export function faultIn(body: unknown, status: number): { code: string; text: Text } {
  const fault: Readonly<Record<string, unknown>> = typeof body === 'object' && body !== null ? { ...body } : {};
  const said = (name: string): string | undefined => (typeof fault[name] === 'string' ? fault[name] : undefined);
  const message = said('message') ?? `HTTP ${status}`;
  return { code: said('code') ?? 'Internal', text: { en: message, ja: said('ja') ?? message } };
}
