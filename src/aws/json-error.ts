import { membersOf } from './check.ts';
import type { JsonForm } from './json-form.ts';
import type { WireError } from './wire-error.ts';

/** The body of an error in JSON: its members under the names of its schema, the message under the one that it has there. */
export function jsonError({ message, members, known }: WireError, form: JsonForm): Record<string, unknown> {
  if (known === undefined) return { message, ...members };
  const name = [...known.shape.structIterator()].map(([member]) => member).find((member) => /^message$/i.test(member));
  const written = form.write(known.shape)({ ...members, [name ?? 'message']: message });
  return { ...(name === undefined ? { message } : {}), ...membersOf(written) };
}
