import { Fault } from '#kernel';
import { askCedar, sentenceOfCedar } from './cedar.ts';

/**
 * Policies as Cedar's own formatter writes them, comments included. Throws `BadInput` with Cedar's own reason, line and
 * column where the text cannot be parsed.
 */
export function formatPolicyText(text: string): string {
  if (text.trim() === '') return '';
  const answer = askCedar((cedar) => cedar.formatPolicies({ policyText: text }));
  if (answer.type === 'success') return answer.formatted_policy;
  throw new Fault('BadInput', `These policies cannot be formatted. ${sentenceOfCedar(answer.errors, text)}.`);
}
