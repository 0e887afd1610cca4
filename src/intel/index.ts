/**
 * intel: what is known of addresses and domains: countries and networks, threat lists, clouds.
 *
 * Invariant: a list that cannot be read leaves the old one in force.
 * Called by detect, investigate and guardduty.
 */
export { kilometresBetween, nowhere, openGeography, type Geography, type Place } from './geography.ts';
