import { Fault, type Text } from '#kernel';
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

/** How bad each kind of problem is, what it is in Japanese, and what to do about it. */
interface Kind {
  readonly severity: PolicyFileProblem['severity'];
  readonly japanese: string;
  readonly remedy: Text;
}

const kinds: Readonly<Record<PolicyProblem['kind'], Kind>> = {
  invalid: {
    severity: 'error',
    japanese: 'ポリシーがスキーマと合いません',
    remedy: {
      en: 'Change the policy or the schema, so that they agree.',
      ja: 'ポリシーかスキーマを直して、合わせてください。',
    },
  },
  inapplicable: {
    severity: 'error',
    japanese: '当てはまるアクションがスキーマにありません',
    remedy: {
      en: 'Name an action that the schema lets this principal do to this resource.',
      ja: 'このプリンシパルがこのリソースに行えるとスキーマが定めるアクションを書いてください。',
    },
  },
  impossible: {
    severity: 'warning',
    japanese: '決して成り立たないポリシーです',
    remedy: {
      en: 'It does nothing. Take away the clause that the schema contradicts, or the policy.',
      ja: '何の効果もありません。スキーマと矛盾する条件か、ポリシーそのものを取り除いてください。',
    },
  },
  suspicious: {
    severity: 'warning',
    japanese: '紛らわしい文字があります',
    remedy: {
      en: 'Look at it letter by letter: it may not say what it seems to.',
      ja: '見た目と違う文字かもしれません。1 文字ずつ確かめてください。',
    },
  },
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
  const links = folder.links.map((link) => ({ link, faults: faultOf(() => linkedOf(folder, link), link) }));
  const unlinked = links.flatMap(({ faults }) => faults);
  const linked = links.flatMap(({ link, faults }) => (faults.length === 0 ? [link] : []));
  const unread = entities.flatMap(({ entity, place }) =>
    faultOf(() => new PolicySet([], folder.schema).load([entity]), place),
  );
  const circle = unread.length > 0 ? [] : circleIn(folder, entities);
  const judged = cedar === undefined ? [] : await bySchema({ ...folder, links: linked }, cedar);
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
  return problems.flatMap(({ policy, kind, message, ja }) => {
    const place = places.get(policy);
    if (place === undefined) return [];
    const { severity, japanese, remedy } = kinds[kind];
    return [problemAt(place, { en: message, ja: `${japanese}（${ja}）。` }, severity, remedy)];
  });
}

function faultOf(work: () => unknown, place: Parameters<typeof problemAt>[0]): PolicyFileProblem[] {
  try {
    work();
    return [];
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return [problemAt(place, ofOneEntity(error.text), 'error', changeIt)];
  }
}

const changeIt: Text = { en: 'Change it, or the schema.', ja: 'これか、スキーマを直してください。' };

/** An entity is judged by itself: that it is the first of one is no news. */
const ofOneEntity = ({ en, ja }: Text): Text => ({
  en: en.replace(/^The entities cannot be used, at 0(?:\.([^:]*))?/, (_, way) =>
    way === undefined ? 'This entity' : `At ${way}`,
  ),
  ja: ja.replace(/^エンティティが使えません（0(?:\.([^）]*))?）/, (_, way) =>
    way === undefined ? 'このエンティティ' : `${way}`,
  ),
});
