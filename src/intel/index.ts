/**
 * intel: what is known of addresses and domains: threat lists, Tor, clouds, countries, networks.
 *
 * Invariant: a list that cannot be read leaves the old one in force.
 * Called by detect, investigate and guardduty.
 */
export const room = 'intel';
