import { knowledge, type Knowledge } from '#attack';
import { nowhere, type Geography, type Place } from '#intel';
import { contentFolder, yamlFiles } from '#kernel';
import { dayLength, hourLength, type Behaviour } from './behaviour.ts';
import { materialOf } from './material.ts';
import type { Material, Question } from './question.ts';

/** The knowledge that comes with Yagura. */
export const known: Knowledge = knowledge(await yamlFiles(`${contentFolder}/knowledge`)).knowledge;

/** Beginning of the UTC day with that number since 1970, and hours and minutes into it; in milliseconds. */
export const at = (day: number, hour = 0, minute = 0): number => day * dayLength + hour * hourLength + minute * 60_000;

/** What a call says of itself; `time` is when it was made, in milliseconds since 1970. */
export type Said = Partial<Behaviour> & { readonly time?: number };

/** One call of a person's long-lived key, from the usual network with the usual tool, but for what is said. */
export function made({ time = at(100, 9), ...said }: Said = {}): Behaviour {
  return {
    hour: Math.floor(time / hourLength) * hourLength,
    first: time,
    last: time,
    calls: 1,
    account: '111122223333',
    region: 'eu-west-1',
    service: 'ec2.amazonaws.com',
    action: 'StartInstances',
    principalType: 'IAMUser',
    principal: 'arn:aws:iam::111122223333:user/rin',
    session: '',
    accessKey: 'AKIAIOSFODNN7EXAMPLE',
    address: '192.0.2.10',
    agent: 'aws-cli/2.31.9 os/linux#6.8.0',
    error: '',
    bucket: '',
    reads: false,
    data: false,
    places: [[String(time), `event of ${time}`]],
    ...said,
  };
}

/** The same on every day from a first to a last one, both within, at nine. */
export const daily = (first: number, last: number, said: Partial<Behaviour> = {}): Behaviour[] =>
  Array.from({ length: last - first + 1 }, (_, place) => made({ time: at(first + place, 9), ...said }));

/** All that a study looks at, learnt from the behaviours themselves. */
export const materialFrom = (behaviours: readonly Behaviour[], geography: Geography = nowhere): Material =>
  materialOf(behaviours, { knowledge: known, geography });

/** A question of a rule's file. A threshold that it does not hold is asked in error. */
export const asked = (about: string, thresholds: Readonly<Record<string, number>> = {}): Question => ({
  about,
  threshold: (name) => {
    const value = thresholds[name];
    if (value === undefined) throw new Error(`The question about ${about} has no threshold ${name}.`);
    return value;
  },
});

/** A world in which these addresses lie at these places, and nothing else is known. */
export const worldOf = (places: Readonly<Record<string, Place>>): Geography => ({
  knows: { countries: true, positions: true, networks: true },
  placeOf: (address) => places[address],
});
