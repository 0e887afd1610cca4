import type { Text } from '#kernel';
import { hostile } from './addresses.ts';
import { accounts, company, type Account } from './company.ts';
import { Logbook } from './logbook.ts';
import { planOf, type SimulationOptions } from './options.ts';
import { contractor, staff, type Person } from './people.ts';
import type { TruthStep } from './scene.ts';
import { stories, type StoryName } from './stories/registry.ts';
import { tell } from './tell.ts';
import { miningPools } from './zone.ts';

export interface Description {
  readonly company: { readonly name: string; readonly domain: string; readonly about: Text };
  readonly accounts: readonly Account[];
  readonly people: readonly Pick<Person, 'id' | 'name' | 'job'>[];
  readonly from: Date;
  readonly until: Date;
  readonly stories: readonly { readonly name: StoryName; readonly title: Text }[];
  /** What really happened: the labels against which detection is measured. */
  readonly truth: readonly TruthStep[];
  /** Addresses and names of the attackers in all stories, as a threat list would hold them. */
  readonly hostileAddresses: readonly string[];
  readonly hostileDomains: readonly string[];
}

/** What a simulation with these options holds, without living through it. */
export function describe(options: SimulationOptions): Description {
  const plan = planOf(options);
  const names = options.stories ?? ['leaked-key'];
  return {
    company,
    accounts: Object.values(accounts),
    people: [...staff, contractor].map(({ id, name, job }) => ({ id, name, job })),
    from: new Date(plan.start),
    until: new Date(plan.until),
    stories: names.map((name) => ({ name, title: stories[name].title })),
    truth: tell(plan, names, new Logbook(plan.seed)),
    hostileAddresses: Object.values(hostile),
    hostileDomains: miningPools,
  };
}
