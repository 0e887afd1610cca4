/**
 * What stands on a list, in one word; lists that people give of their own have none.
 * `aws` and `resolver` are facts about addresses and names, not threats.
 */
export const categories = [
  'abused',
  'aws',
  'bitcoin',
  'command-server',
  'drive-by',
  'drop',
  'generated',
  'malicious',
  'mining',
  'phishing',
  'resolver',
  'sinkhole',
  'suspicious',
  'tor',
] as const;
export type Category = (typeof categories)[number];

/** Categories of what is no threat by itself. */
const facts: ReadonlySet<Category> = new Set(['aws', 'resolver']);

/** How a list of a category is used. */
export const kindOf = (category: Category): 'threat' | 'known' => (facts.has(category) ? 'known' : 'threat');
