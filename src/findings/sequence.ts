/** True for a type of attack sequences: findings that are made of others. */
export const isSequence = (type: string): boolean => type.startsWith('AttackSequence:');
