import { grouped } from '#kernel';
import { actorOf, dayOf, hourLength, isInstance, isPersons, type Behaviour } from './behaviour.ts';
import type { HabitsBefore } from './habits.ts';
import { placeKind } from './network.ts';
import type { Material, Noticed, Question, Study } from './question.ts';
import { subjectsOf, placeAndTool, traitsOf, type Dimension } from './traits.ts';

/**
 * Credentials that are used from another network with another tool: those of a program, which does not move; or one
 * access key in the same hour where it is at home and elsewhere. What was done there does not matter. Instances are
 * left to the study of their keys, which knows where each of them stands.
 */
export const elsewhere: Study = (question, material) => {
  const atHome = meanwhileAtHome(material);
  const chosen = material.behaviours.filter((one) => {
    const home = atHome(one);
    // A key in two places is told as that, and not as a program that moved too.
    if (question.about === 'program') return home === undefined && isProgram(one) && isAway(one, question, material);
    return home !== undefined && (isAway(one, question, material) || isBetween(one, home, material));
  });
  const groups = grouped(chosen, (one) => `${one.hour} ${one.account} ${actorOf(one)} ${one.address}`);
  return [...groups.values()].map((group) => noticedAway(group, question, material));
};

const places: readonly Dimension[] = ['system', 'network'];
const tools: readonly Dimension[] = ['tool'];

/** From a network and with a tool that are both new for this caller, who is known and hardly ever changes them. */
const isAway = (behaviour: Behaviour, question: Question, material: Material): boolean =>
  [places, tools].every((dimensions) => isNew(dimensions, behaviour, question.threshold('bits'), material));

/** A server that is at home before and after: it did not move, whatever tool the other one has. */
const isBetween = (behaviour: Behaviour, home: Used, material: Material): boolean =>
  isProgram(behaviour) &&
  !/mac ?os|darwin|windows/i.test(behaviour.agent) && // laptops go from one network to another and back
  home.first < behaviour.first &&
  home.last > behaviour.last &&
  isNew(places, behaviour, settledBits, material);

/** One network on more than a week of days comes to that; whoever moves now and then does not. */
const settledBits = 4;

/** CloudShell is the console's own command line: whoever opens it works in a machine of AWS from then on. */
const isConsole = ({ action, agent }: Behaviour): boolean =>
  action === 'ConsoleLogin' || /^\[?(?:mozilla|s3console|aws-internal)|cloudshell/i.test(agent);

function knownOf(behaviour: Behaviour, { habits }: Material): HabitsBefore | undefined {
  const known = habits.of('actor', subjectsOf(behaviour).actor)?.before(dayOf(behaviour.hour));
  return known?.learnt === true ? known : undefined;
}

/** True when none of the values of a known caller was seen before, and a new one is surprising enough. */
function isNew(dimensions: readonly Dimension[], behaviour: Behaviour, least: number, material: Material): boolean {
  if (placeKind(behaviour.address) !== 'public' || isConsole(behaviour)) return false;
  const known = knownOf(behaviour, material);
  if (known === undefined) return false;
  const traits = traitsOf(behaviour, material.geography);
  const surprises = dimensions.flatMap((dimension) => {
    const value = traits[dimension];
    return value === undefined ? [] : [known.surprise(dimension, value)];
  });
  return surprises.every(({ frequency }) => frequency === 'unseen') && surprises.some(({ bits }) => bits >= least);
}

/** Neither a person nor an instance: a role of functions, containers and jobs, or a user with a key for a program. */
const isProgram = ({ principal, principalType, session }: Behaviour): boolean =>
  ['IAMUser', 'AssumedRole'].includes(principalType) && !isPersons(principal, session) && !isInstance(session);

/** When a key was first and last used in an hour. */
type Used = Pick<Behaviour, 'first' | 'last'>;

/** When somebody worked with the same key in the same hour from a network and with a tool that are usual. */
function meanwhileAtHome(material: Material): (behaviour: Behaviour) => Used | undefined {
  const known = homes.get(material) ?? homesOf(material);
  homes.set(material, known);
  return ({ accessKey, hour }) => known.get(accessKey)?.get(hour);
}

/** By key and hour. */
type Homes = ReadonlyMap<string, ReadonlyMap<number, Used>>;

/** Both questions ask for it. */
const homes = new WeakMap<Material, Homes>();

function homesOf(material: Material): Homes {
  const found = new Map<string, Map<number, Used>>();
  for (const one of material.behaviours.filter((each) => each.accessKey !== '' && isAtHome(each, material))) {
    const hours = found.get(one.accessKey) ?? new Map<number, Used>();
    const { first, last } = hours.get(one.hour) ?? one;
    hours.set(one.hour, { first: Math.min(first, one.first), last: Math.max(last, one.last) });
    found.set(one.accessKey, hours);
  }
  return found;
}

function isAtHome(behaviour: Behaviour, material: Material): boolean {
  const known = knownOf(behaviour, material);
  const own = placeAndTool(behaviour);
  return (['network', 'tool'] as const).every(
    (dimension) =>
      own[dimension] !== '' && known !== undefined && known.surprise(dimension, own[dimension]).frequency !== 'unseen',
  );
}

const mostEvidence = 25;

function noticedAway(group: readonly Behaviour[], question: Question, material: Material): Noticed {
  const [first] = group;
  if (first === undefined) throw new Error('A group of nothing.');
  const known = knownOf(first, material);
  const [tool, usualTool, usualPlace] = [
    traitsOf(first, material.geography).tool ?? '',
    known?.usual('tool').join(', ') ?? '',
    known?.usual('network').join(', ') ?? '',
  ];
  const meanwhile =
    question.about === 'program' ? { en: '', ja: '' } : { en: ' in the same hour', ja: 'と同じ時間帯に' };
  return {
    time: first.hour,
    until: first.hour + hourLength,
    subject: actorOf(first),
    principal: first.principal,
    account: first.account,
    region: '',
    resource: '',
    sure: true,
    evidence: group.flatMap((one) => one.places).slice(0, mostEvidence),
    measured: {
      en: `${actorOf(first)} was used from ${first.address} with ${tool}${meanwhile.en}. Usual are ${usualPlace} with ${usualTool}.`,
      ja: `${actorOf(first)} が、通常の使用${meanwhile.ja === '' ? 'とは異なり' : meanwhile.ja}、${first.address} から ${tool} で使われました。通常は ${usualPlace} から ${usualTool} で使われます。`,
    },
  };
}
