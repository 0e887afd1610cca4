import { peopleWords } from '../i18n/people.ts';
import type { useSpeech } from '../i18n/language.tsx';
import type { RoleName } from '../operations.ts';

export const roles: readonly RoleName[] = ['administrator', 'analyst', 'responder', 'auditor', 'member'];

type Say = ReturnType<typeof useSpeech>['say'];

/** What a role is called, and what it may do: the two halves of its line. */
export function roleWords(role: RoleName, say: Say): { label: string; description: string } {
  const [label = '', description = ''] = say(peopleWords[role]).split(': ');
  return { label, description };
}

/** What a role is called; one that this page does not know stays as the server wrote it. */
export function nameOfRole(name: string, say: Say): string {
  const role = roles.find((one) => one === name);
  return role === undefined ? name : roleWords(role, say).label;
}
