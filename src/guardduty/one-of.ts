import { refused } from './guardduty.ts';

/** The value, which must be one of those that a parameter knows. Throws naming the parameter and what it takes. */
export function oneOf<Known extends string>(parameter: string, known: readonly Known[], value: string): Known {
  const found = known.find((one) => one === value);
  if (found !== undefined) return found;
  throw refused(`the parameter ${parameter} is "${value.slice(0, 100)}", and must be ${known.join(' or ')}`);
}
