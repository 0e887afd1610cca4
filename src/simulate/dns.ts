import { endpointPrefixes, otherEndpointPrefix } from './addresses.ts';
import { isoSeconds } from './aws-names.ts';
import { watchersOf } from './channels.ts';
import { resolvable } from './zone.ts';
import type { Logbook } from './logbook.ts';
import type { NetworkInterface } from './network.ts';
import { Random } from './random.ts';

const remembered = 60_000;

interface Answer {
  readonly from: number;
  readonly address: string;
}

interface Query {
  readonly name: string;
  readonly time: number;
  readonly type: 'A' | 'AAAA';
  readonly rcode: 'NOERROR' | 'NXDOMAIN';
  readonly answers: string;
}

/** The VPC's resolver: answers names, remembers answers for a minute, and logs each query that reaches it. */
export class Resolver {
  readonly #logbook: Logbook;
  readonly #random: Random;
  readonly #answers = new Map<string, Answer>();

  constructor(logbook: Logbook, random: Random) {
    this.#logbook = logbook;
    this.#random = random;
  }

  /** The address of a name. INVARIANT: an address is only given out after a query for it was logged. */
  resolve(on: NetworkInterface, name: string, time: number): string {
    const place = `${on.eni} ${name}`;
    const known = this.#answers.get(place);
    if (known && known.from <= time && time < known.from + remembered) return known.address;
    const address = this.#random.pick(addressesOf(name));
    if (this.#answers.size > 5000) this.#answers.clear();
    this.#answers.set(place, { from: time, address });
    const record = `{"Rdata":"${address}","Type":"A","Class":"IN"}`;
    this.#log(on, { name, time, type: 'A', rcode: 'NOERROR', answers: record });
    if (this.#random.chance(0.2)) this.#log(on, { name, time, type: 'AAAA', rcode: 'NOERROR', answers: '' });
    return address;
  }

  fail(on: NetworkInterface, name: string, time: number): void {
    this.#log(on, { name, time, type: 'A', rcode: 'NXDOMAIN', answers: '' });
  }

  /** The elements in the order in which Route 53 Resolver writes them. */
  #log(on: NetworkInterface, { name, time, type, rcode, answers }: Query): void {
    const source = on.instance ? `{"instance":"${on.instance}"}` : '{}';
    const line = [
      `{"version":"1.100000","account_id":"${on.account}","region":"${on.region}","vpc_id":"${on.vpc}"`,
      `"query_timestamp":"${isoSeconds(time)}","query_name":"${name}.","query_type":"${type}","query_class":"IN"`,
      `"rcode":"${rcode}","answers":[${answers}],"srcaddr":"${on.address}","srcport":"${this.#random.between(32768, 60999)}"`,
      `"transport":"UDP","srcids":${source}}`,
    ].join(',');
    this.#logbook.write(watchersOf(on).queries, time, line);
  }
}

const pools = new Map<string, readonly string[]>();

/** All addresses that a name can be answered with: those of the zone, or a few of AWS's for its end points. */
function addressesOf(name: string): readonly string[] {
  const listed = resolvable[name];
  if (listed) return listed;
  let pool = pools.get(name);
  if (!pool) {
    const random = new Random(`end point/${name}`);
    const service = name.split('.').find((label) => label in endpointPrefixes) ?? '';
    const prefix = endpointPrefixes[service] ?? otherEndpointPrefix;
    pool = Array.from({ length: 6 }, () => `${prefix}.${random.between(1, 250)}.${random.between(1, 250)}`);
    pools.set(name, pool);
  }
  return pool;
}
