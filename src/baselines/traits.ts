import type { Geography } from '#intel';
import { actorOf, callOf, hourLength, isPersons, type Behaviour } from './behaviour.ts';
import { networkOf, placeKind } from './network.ts';
import { toolOf } from './tool.ts';

/** What of a behaviour may be usual or not. */
export const dimensions = [
  'network',
  'system',
  'country',
  'tool',
  'action',
  'service',
  'region',
  'bucket',
  'error',
  'hour',
  'amount',
] as const;
export type Dimension = (typeof dimensions)[number];

/** The value of each dimension; what the log does not tell is absent. */
export type Traits = Partial<Readonly<Record<Dimension, string>>>;

/** Whose habits a behaviour is compared with, the narrowest first. */
export const scopes = ['actor', 'role', 'account', 'organisation'] as const;
export type Scope = (typeof scopes)[number];

/** Name of the subject in each scope. */
export const subjectsOf = (behaviour: Behaviour): Readonly<Record<Scope, string>> => ({
  actor: actorSubject(behaviour),
  role: `${behaviour.account} ${behaviour.principal}`,
  account: behaviour.account,
  organisation: '',
});

/** A person is the same in every account and role that they work in; whoever else acts is of one account. */
const actorSubject = (behaviour: Behaviour): string =>
  isPersons(behaviour.principal, behaviour.session)
    ? `person ${behaviour.session}`
    : `${behaviour.account} ${actorOf(behaviour)}`;

/**
 * Reads the traits of a behaviour. Where a service of AWS acts for the caller, it tells neither from where nor with
 * what the caller works. Without databases of geography there is neither `system` (who announces the address) nor
 * `country`.
 */
export function traitsOf(behaviour: Behaviour, geography: Geography): Traits {
  const { address, error, bucket, calls } = behaviour;
  const place = placeKind(address) === 'public' ? geography.placeOf(address) : undefined;
  const call = callOf(behaviour);
  return present({
    network: networkOf(address),
    system: place?.asn === undefined ? '' : `AS${place.asn}${place.network === undefined ? '' : ` ${place.network}`}`,
    country: place?.country ?? '',
    tool: toolWith(behaviour),
    action: call,
    service: serviceOf(behaviour),
    region: regionOf(behaviour),
    bucket,
    error,
    hour: threeHours(behaviour.hour),
    amount: `${call} ${magnitude(calls)}`,
  });
}

/** From where and with what a caller works, by themselves; empty for what the log does not tell. */
export const placeAndTool = (behaviour: Behaviour): Readonly<Record<'network' | 'tool', string>> => ({
  network: networkOf(behaviour.address),
  tool: toolWith(behaviour),
});

const toolWith = ({ address, agent }: Behaviour): string => (placeKind(address) === 'service' ? '' : toolOf(agent));

/** The Region in which something was done; empty for services that are of none. */
export const regionOf = (behaviour: Behaviour): string => (isGlobal(callOf(behaviour)) ? '' : behaviour.region);

export const serviceOf = (behaviour: Behaviour): string => callOf(behaviour).split(':')[0] ?? '';

/** A plain loop: it is done for every behaviour, and several times. */
function present(traits: Readonly<Record<Dimension, string>>): Traits {
  const told: Partial<Record<Dimension, string>> = {};
  for (const dimension of dimensions) if (traits[dimension] !== '') told[dimension] = traits[dimension];
  return told;
}

/** Calls of services that are of no Region are logged in one, whoever makes them. */
const isGlobal = (call: string): boolean =>
  /^(?:iam|sts|organizations|account|route53|route53domains|cloudfront|signin|support|supportapp|trustedadvisor|ce|cur|budgets|billing|billingconsole|billingconductor|payments|invoicing|tax|freetier|pricing|purchase-orders|savingsplans|bcm-data-exports|bcm-pricing-calculator|cost-optimization-hub|consolidatedbilling|aws-portal|health|sso|sso-directory|shield|waf|globalaccelerator|networkmanager|artifact|uxc|notifications|marketplacecommerceanalytics):/.test(
    call,
  );

/** `06-09` (UTC): hours alone would be too many for people who come at nine today and at ten tomorrow. */
function threeHours(hour: number): string {
  const begin = Math.floor((hour % (24 * hourLength)) / (3 * hourLength)) * 3;
  return `${twoDigits(begin)}-${twoDigits(begin + 3)}`;
}

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** How often it is doubled: 0 for one call, 6 for 64 to 127. */
export const magnitude = (calls: number): number => Math.floor(Math.log2(Math.max(1, calls)));

/** Call and magnitude of an `amount`. */
export function amountIn(value: string): { readonly call: string; readonly magnitude: number } {
  const space = value.lastIndexOf(' ');
  return { call: value.slice(0, space), magnitude: Number(value.slice(space + 1)) };
}
