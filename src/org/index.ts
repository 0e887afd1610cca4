/**
 * org: accounts, people, roles and access keys.
 *
 * Invariant: a secret is shown once and kept encrypted.
 * Called by web, guardduty and main.
 */
export const room = 'org';
