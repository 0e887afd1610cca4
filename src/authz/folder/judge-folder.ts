import { Fault } from '#kernel';
import { openPolicies } from '../engine/open-policies.ts';
import { PolicySet } from '../engine/policy-set.ts';
import { judge } from '../cedar-texts.ts';
import type { CedarWorker } from '../cedar-worker.ts';
import type { PolicyProblem } from '../engine/validate.ts';
import type { FolderEntity } from './folder-data.ts';
import { problemAt } from './folder-policies.ts';
import type { PolicyFolder } from './policy-folder.ts';
import type { PolicyFileProblem } from './policy-problem.ts';

type Contents = Pick<PolicyFolder, 'policies' | 'links' | 'schema' | 'entities'>;

/** How bad each kind of problem is, and what to do about it. */
const kinds: Readonly<Record<PolicyProblem['kind'], readonly [PolicyFileProblem['severity'], string]>> = {
  invalid: ['error', 'Change the policy or the schema, so that they agree.'],
  inapplicable: ['error', 'Name an action that the schema lets this principal do to this resource.'],
  impossible: ['warning', 'It does nothing. Take away the clause that the schema contradicts, or the policy.'],
  suspicious: ['warning', 'Look at it letter by letter: it may not say what it seems to.'],
};

/**
 * What only shows when all files are seen together: policies and entities by the schema, links by their templates.
 * Policies are judged where Cedar's own library is given. Throws `TooSlow` when that takes too long.
 */
export async function judgeFolder(
  folder: Contents,
  entities: readonly FolderEntity[],
  cedar: CedarWorker | undefined,
): Promise<readonly PolicyFileProblem[]> {
  const unlinked = folder.links.flatMap((link) => faultOf(() => linkedOf(folder, link), link));
  const unread = entities.flatMap(({ entity, place }) =>
    faultOf(() => new PolicySet([], folder.schema).load([entity]), place),
  );
  const circle = unread.length > 0 ? [] : circleIn(folder, entities);
  const judged = cedar === undefined || unlinked.length > 0 ? [] : await bySchema(folder, cedar);
  return [...unlinked, ...unread, ...circle, ...judged];
}

const linkedOf = ({ policies }: Contents, link: Contents['links'][number]) =>
  openPolicies({ policies: policies.filter(({ id }) => id === link.template), links: [link] });

const circleIn = ({ schema, entities }: Contents, [first]: readonly FolderEntity[]): PolicyFileProblem[] =>
  first === undefined ? [] : faultOf(() => new PolicySet([], schema).load(entities), first.place);

async function bySchema({ policies, links, schema }: Contents, cedar: CedarWorker): Promise<PolicyFileProblem[]> {
  if (schema === undefined) return [];
  const texts = (kind: 'policy' | 'template'): Record<string, string> =>
    Object.fromEntries(policies.filter((one) => one.kind === kind).map(({ id, text }) => [id, text]));
  const written = { policies: texts('policy'), templates: texts('template'), links };
  const places = new Map([...policies, ...links].map((one) => [one.id, one]));
  const problems = await judge(written, schema, cedar);
  return problems.flatMap(({ policy, kind, message }) => {
    const place = places.get(policy);
    return place === undefined ? [] : [problemAt(place, message, ...kinds[kind])];
  });
}

function faultOf(work: () => unknown, place: Parameters<typeof problemAt>[0]): PolicyFileProblem[] {
  try {
    work();
    return [];
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    // An entity is judged by itself: that it is the first of one is no news.
    const said = error.message.replace(/^The entities cannot be used, at 0(?:\.([^:]*))?/, (_, way) =>
      way === undefined ? 'This entity' : `At ${way}`,
    );
    return [problemAt(place, said, 'error', 'Change it, or the schema.')];
  }
}
