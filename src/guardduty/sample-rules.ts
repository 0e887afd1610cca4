/** Rules under which samples are recorded, so that they never join with what was really found. */
const prefix = 'sample ';

export const isSample = (rule: string): boolean => rule.startsWith(prefix);
