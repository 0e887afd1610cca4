/** Rules under which samples are recorded, so that they never join with what was really found. */
const prefix = 'sample ';

export const sampleRule = (type: string): string => prefix + type;

export const isSample = (rule: string): boolean => rule.startsWith(prefix);

/** The type that a sample is of; nothing for a real rule. */
export const sampledType = (rule: string): string | undefined =>
  isSample(rule) ? rule.slice(prefix.length) : undefined;
