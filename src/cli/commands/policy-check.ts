import { analyse, policySetOf, problemLine, type PolicyFileProblem, type PolicyFolder } from '#authz';
import { Fault, type Text } from '#kernel';
import type { CommandContext, CommandFile } from '../context.ts';
import { amount, counted, toldFolder } from '../policy-folder.ts';
import { policyGroup } from '../policy-group.ts';

/** `yagura policy check FOLDER`: whether policies parse and agree with their schema. */
const command: CommandFile = (program, context) => {
  const { say } = context;
  policyGroup(program, say)
    .command('check')
    .description(
      say({
        en: 'Parse, validate and analyse a folder of policies; every problem with file, line, column and what to do',
        ja: 'フォルダーのポリシーを構文解析、検証、分析し、問題をファイル、行、列、対処とともに示す',
      }),
    )
    .argument(
      '[folder]',
      say({
        en: 'holds *.cedar, a *.cedarschema, entities.json, links.json and *.tests.yml',
        ja: '*.cedar、*.cedarschema、entities.json、links.json、*.tests.yml のあるフォルダー',
      }),
      '.',
    )
    .option('--strict', say({ en: 'exit with 1 for warnings too', ja: '警告があっても終了コード 1 で終わる' }))
    .action((path: string, options: { strict?: true }) => check(path, options.strict === true, context));
};
export default command;

async function check(path: string, strict: boolean, context: CommandContext): Promise<void> {
  const folder = await toldFolder(path, context);
  if (folder.files.length === 0)
    throw new Fault('BadInput', {
      en: `There is nothing of policies in ${path}, no .cedar file either. Name another folder.`,
      ja: `${path} にはポリシーに関するファイルも .cedar ファイルもありません。別のフォルダーを指定してください。`,
    });
  const { errors, warnings: before } = counted(folder);
  const remarks = errors > 0 ? [] : remarksOn(folder);
  for (const remark of remarks) context.terminal.err(problemLine(remark, context.language));
  const warnings = before + remarks.length;
  const templates = folder.policies.filter(({ kind }) => kind === 'template').length;
  context.terminal.out(summary({ ...folder, templates, errors, warnings })[context.language]);
  if (errors > 0 || (strict && warnings > 0)) context.exitWith(1);
}

interface Checked extends Pick<PolicyFolder, 'policies' | 'links' | 'entities' | 'schema'> {
  readonly templates: number;
  readonly errors: number;
  readonly warnings: number;
}

function summary({ policies, templates, links, entities, schema, errors, warnings }: Checked): Text {
  const sizes = [
    amount(policies.length - templates, 'policy'),
    amount(templates, 'template'),
    amount(links.length, 'link'),
    amount(entities.length, 'entity'),
    schema === undefined ? 'no schema' : 'a schema',
  ];
  return {
    en: `${sizes.join(', ')}: ${amount(errors, 'error')}, ${amount(warnings, 'warning')}.`,
    ja:
      `ポリシー ${policies.length - templates}、テンプレート ${templates}、リンク ${links.length}、エンティティ ${entities.length}、` +
      `スキーマ${schema === undefined ? 'なし' : 'あり'}: エラー ${errors} 件、警告 ${warnings} 件。`,
  };
}

/** What is proven of the policies, where they stand; one that Cedar has called impossible is not told twice. */
function remarksOn(folder: PolicyFolder): PolicyFileProblem[] {
  const places = new Map([...folder.links, ...folder.policies].map((one) => [one.id, one]));
  const told = new Set(folder.problems.map(({ file, line }) => `${file}:${line}`));
  return analyse(policySetOf(folder)).flatMap(({ policy, reason }) => {
    const place = places.get(policy);
    if (place === undefined || told.has(`${place.file}:${place.line}`)) return [];
    const { file, line, column } = place;
    const [sentence, remedy] = parted(reason);
    return [{ severity: 'warning', file, line, column, sentence, remedy }];
  });
}

/** The first sentence of a reason, and what follows. */
function parted({ en, ja }: Text): [Text, Text] {
  const [first = '', ...rest] = en.split(/(?<=\.)\s/);
  const [japanese = '', ...remaining] = ja.split(/(?<=。)/);
  return [
    { en: first, ja: japanese },
    { en: rest.join(' ').trim(), ja: remaining.join('') },
  ];
}
