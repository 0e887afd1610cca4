import type { Schema } from '../engine/schema.ts';
import { openPolicies } from '../engine/open-policies.ts';
import type { PolicySet } from '../engine/policy-set.ts';
import type { EntityJson } from '../engine/read-entities.ts';
import { readSchema } from '../cedar-texts.ts';
import { CedarWorker } from '../cedar-worker.ts';
import { Fault } from '#kernel';
import { entitiesOfFile, linksOfFile, type FolderLink } from './folder-data.ts';
import { readFolderFiles, type FolderFile, type FolderFileKind } from './folder-files.ts';
import { testsOfFile, type PolicyTest } from './folder-tests.ts';
import { policiesOf, problemAt, withoutHead, type FolderPolicy } from './folder-policies.ts';
import { judgeFolder } from './judge-folder.ts';
import type { PolicyFileProblem } from './policy-problem.ts';

/** A folder of policies, read: what could be read, and what is wrong. */
export interface PolicyFolder {
  readonly root: string;
  readonly files: readonly FolderFile[];
  readonly policies: readonly FolderPolicy[];
  readonly links: readonly FolderLink[];
  readonly schema: Schema | undefined;
  readonly entities: readonly EntityJson[];
  readonly tests: readonly PolicyTest[];
  readonly problems: readonly PolicyFileProblem[];
}

/**
 * Reads a folder: `*.cedar` (policies and templates), one `*.cedarschema` or `*.cedarschema.json`, `entities.json` or
 * `*.entities.json`, `links.json` (what fills templates), and tests: `test.yml`, `*.tests.yaml`. What is wrong in a file is told beside all that could be read.
 * Cedar's own library reads the schema and judges by it in a worker, each for so many seconds at most.
 * Throws `BadInput` when there is no such folder.
 */
export async function readPolicyFolder(root: string, seconds = 20): Promise<PolicyFolder> {
  const files = await readFolderFiles(root);
  await using cedar = new CedarWorker(seconds);
  const of = (kind: FolderFileKind): FolderFile[] => files.filter((file) => file.kind === kind);
  const schema = sorted(await Promise.all(of('schema').map((file) => schemaOf(file, cedar))));
  const policies = sorted(of('policies').flatMap(policiesOf));
  const links = sorted(of('links').flatMap(linksOfFile));
  const entities = sorted(of('entities').flatMap(entitiesOfFile));
  const tests = sorted(of('tests').flatMap(testsOfFile));
  const found = {
    policies: policies.good,
    links: links.good,
    schema: schema.good.length === 1 ? schema.good[0] : undefined,
    entities: entities.good.map(({ entity }) => entity),
    tests: tests.good,
  };
  const unread = [policies, links, entities, tests].flatMap(({ problems }) => problems);
  // With these nobody can say what agrees with what; other files hinder nobody from judging the policies.
  const inTheWay = [...schema.problems, ...secondSchemas(of('schema')), ...twins(policies.good, links.good)];
  return {
    root,
    files,
    ...found,
    problems: [
      ...inTheWay,
      ...unread,
      ...(await judgeFolder(found, entities.good, inTheWay.length === 0 ? cedar : undefined)),
    ],
  };
}

/** The folder for whoever decides by it: mistakes in tests are warnings, for they keep no policy from deciding. */
export function withTestsAside(folder: PolicyFolder): PolicyFolder {
  const tests = new Set(folder.files.flatMap(({ kind, file }) => (kind === 'tests' ? [file] : [])));
  const problems = folder.problems.map((problem): PolicyFileProblem =>
    tests.has(problem.file) ? { ...problem, severity: 'warning' } : problem,
  );
  return { ...folder, problems };
}

/** The policies of a folder that has no errors, compiled. */
export const policySetOf = ({
  policies,
  links,
  schema,
}: Pick<PolicyFolder, 'policies' | 'links' | 'schema'>): PolicySet =>
  openPolicies({ policies, links, ...(schema === undefined ? {} : { schema }) });

function sorted<Good extends object>(
  all: readonly (Good | PolicyFileProblem)[],
): { readonly good: readonly Good[]; readonly problems: readonly PolicyFileProblem[] } {
  const isProblem = (one: Good | PolicyFileProblem): one is PolicyFileProblem => 'remedy' in one;
  return {
    good: all.filter((one): one is Good => !isProblem(one)),
    problems: all.filter(isProblem),
  };
}

async function schemaOf({ file, text }: FolderFile, cedar: CedarWorker): Promise<Schema | PolicyFileProblem> {
  try {
    return await readSchema(text, cedar);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return problemAt({ file, line: 1, column: 1 }, withoutHead(error.text), 'error', {
      en: 'Mend the schema; until then no policy is judged by it.',
      ja: 'スキーマを直してください。それまで、ポリシーはスキーマで検証されません。',
    });
  }
}

const secondSchemas = ([first, ...more]: readonly FolderFile[]): PolicyFileProblem[] =>
  more.map(({ file }) =>
    problemAt(
      { file, line: 1, column: 1 },
      { en: `There is a schema in ${first?.file} already`, ja: `スキーマは ${first?.file} にすでにあります。` },
      'error',
      {
        en: 'Keep one; a schema may hold several namespaces.',
        ja: '1 つにしてください。1 つのスキーマに複数の名前空間を書けます。',
      },
    ),
  );

/** Two of one id: the second is told. */
function twins(policies: readonly FolderPolicy[], links: readonly FolderLink[]): PolicyFileProblem[] {
  const first = new Map<string, string>();
  return [...policies, ...links].flatMap(({ id, ...place }) => {
    const before = first.get(id);
    if (before === undefined) {
      first.set(id, `${place.file}:${place.line}`);
      return [];
    }
    return [
      problemAt(
        place,
        { en: `The id ${id} is taken by ${before}`, ja: `ID ${id} は ${before} で使われています。` },
        'error',
        { en: 'Give it another @id.', ja: '別の @id を付けてください。' },
      ),
    ];
  });
}
