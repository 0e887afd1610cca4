import { isMap, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { issueText, textOf, yamlText, type Language, type Text } from '#kernel';
import type { Uid } from '../engine/policy-set.ts';
import type { EntityJson } from '../engine/read-entities.ts';
import { uidOf } from '../uid-text.ts';
import type { FolderFile } from './folder-files.ts';
import { problemAt, type Place } from './folder-policies.ts';
import type { PolicyFileProblem } from './policy-problem.ts';

/** What the policies must say to one request. */
export interface PolicyTest extends Place {
  readonly name: string;
  readonly principal: Uid;
  readonly action: Uid;
  readonly resource: Uid;
  readonly context: Readonly<Record<string, unknown>>;
  /** Above those of the folder. */
  readonly entities: readonly EntityJson[];
  readonly expect: 'allow' | 'deny';
  /** The policies that must make the decision, these and no others; undefined where any may. */
  readonly because: readonly string[] | undefined;
  /** The policies that must have no value; any other that has none fails the test. */
  readonly errors: readonly string[];
}

const Name = z.union([z.string(), z.object({ type: z.string(), id: z.string() })]).transform((name, context) => {
  try {
    return uidOf(name);
  } catch (error) {
    const { en, ja } = textOf(error);
    context.addIssue({ code: 'custom', message: en, params: { ja } });
    return z.NEVER;
  }
});
const Names = z.union([Name.transform((one) => [one]), z.array(Name).min(1)]);
const Entities = z.array(
  z.looseObject({
    uid: Name,
    attrs: z.record(z.string(), z.unknown()).default({}),
    parents: z.array(Name).default([]),
  }),
);
const Case = z.strictObject({
  name: z.string().optional(),
  principal: Names,
  action: Names,
  resource: Names,
  context: z.record(z.string(), z.unknown()).default({}),
  entities: Entities.default([]),
  expect: z.enum(['allow', 'deny']),
  because: z.array(z.string()).optional(),
  errors: z.array(z.string()).default([]),
});
const Head = z.strictObject({ entities: Entities.default([]), tests: z.array(z.unknown()) });

const form: Text = {
  en: 'Write name, principal, action, resource, expect (allow or deny), and where needed context, entities, because, errors.',
  ja: 'name、principal、action、resource、expect（allow か deny）と、必要なら context、entities、because、errors を書いてください。',
};

/**
 * The tests of a YAML file: a list, or `tests:` beside `entities:` that hold for all of them. A test with several
 * principals, actions or resources is one for each combination.
 */
export function testsOfFile(file: FolderFile): (PolicyTest | PolicyFileProblem)[] {
  const lines = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: lines, intAsBigInt: true });
  const at = (offset: number | undefined): Place => {
    const { line, col } = lines.linePos(offset ?? 0);
    return { file: file.file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const [broken] = document.errors;
  if (broken !== undefined) return [problemAt(at(broken.pos[0]), brokenYaml(yamlText(broken)), 'error', mendYaml)];
  const json: unknown = document.toJS({ maxAliasCount: 100 });
  const head = Head.safeParse(Array.isArray(json) ? { tests: json } : json);
  if (!head.success) return [problemAt(at(0), saidBy(head.error), 'error', listForm)];
  const { entities, tests } = head.data;
  return tests.flatMap((test, index) => testsOf(test, at(offsetOf(document, index)), entities));
}

const mendYaml: Text = { en: 'Mend the YAML.', ja: 'YAML を直してください。' };
const listForm: Text = {
  en: 'Write a list of tests, or tests: and entities:.',
  ja: 'テストのリスト、または tests: と entities: を書いてください。',
};

const brokenYaml = ({ en, ja }: Text): Text => ({ en, ja: `YAML として読めません（${ja}）。` });

function testsOf(test: unknown, place: Place, shared: readonly EntityJson[]): (PolicyTest | PolicyFileProblem)[] {
  const read = Case.safeParse(test);
  if (!read.success) return [problemAt(place, saidBy(read.error), 'error', form)];
  const { principal: principals, action: actions, resource: resources, name, entities, because, ...rest } = read.data;
  const whole = { ...rest, ...place, because, entities: [...shared, ...entities] };
  return principals.flatMap((principal) =>
    actions.flatMap((action) =>
      resources.map((resource): PolicyTest => {
        const asked = [principal, action, resource].map(({ type, id }) => `${type}::"${id}"`).join(' ');
        const several = principals.length * actions.length * resources.length > 1;
        return {
          ...whole,
          principal,
          action,
          resource,
          name: name === undefined ? asked : several ? `${name} (${asked})` : name,
        };
      }),
    ),
  );
}

function offsetOf(document: Document, index: number): number | undefined {
  const list: unknown = isMap(document.contents) ? document.contents.get('tests', true) : document.contents;
  const item: unknown = isSeq(list) ? list.items[index] : undefined;
  return isMap(item) ? item.range?.[0] : undefined;
}

const saidBy = ({ issues }: z.ZodError): Text => {
  const said = issues.map((issue) => {
    const place = issue.path.length > 0 ? `\`${issue.path.join('.')}\`: ` : '';
    const { en, ja } = reasonOf(issue);
    return { en: `${place}${en.replace(/\.$/, '')}`, ja: `${place}${ja.replace(/。$/, '')}` };
  });
  const all = (language: Language): string => said.map((one) => one[language]).join('; ');
  return { en: all('en'), ja: `テストの形ではありません（${all('ja')}）。` };
};

/** Names alone may be written in several ways: of these our own sentence says more than that it is none of them. */
function reasonOf(issue: z.core.$ZodIssue): Text {
  if (issue.code !== 'invalid_union') return issueText(issue);
  const own = issue.errors.flat().find((one) => one.code === 'custom');
  return own === undefined ? someEntity : { en: own.message, ja: String(own.params?.['ja'] ?? own.message) };
}

const someEntity: Text = {
  en: 'an entity such as User::"alice" is needed',
  ja: 'User::"alice" のようなエンティティを指定してください',
};
