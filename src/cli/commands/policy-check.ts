import { analyse, policySetOf, problemLine, type PolicyFileProblem, type PolicyFolder } from '#authz';
import { Fault } from '#kernel';
import type { CommandContext, CommandFile } from '../context.ts';
import { amount, counted, toldFolder } from '../policy-folder.ts';
import { policyGroup } from '../policy-group.ts';

/** `yagura policy check FOLDER`: whether policies parse and agree with their schema. */
const command: CommandFile = (program, context) => {
  policyGroup(program)
    .command('check')
    .description(
      'Parse, validate and analyse a folder of policies; every problem with file, line, column and what to do',
    )
    .argument('[folder]', 'holds *.cedar, a *.cedarschema, entities.json, links.json and *.tests.yml', '.')
    .option('--strict', 'exit with 1 for warnings too')
    .action((path: string, options: { strict?: true }) => check(path, options.strict === true, context));
};
export default command;

async function check(path: string, strict: boolean, context: CommandContext): Promise<void> {
  const folder = await toldFolder(path, context);
  if (folder.files.length === 0)
    throw new Fault('BadInput', `There is nothing of policies in ${path}, no .cedar file either. Name another folder.`);
  const { errors, warnings: before } = counted(folder);
  const remarks = errors > 0 ? [] : remarksOn(folder, context);
  for (const remark of remarks) context.terminal.err(problemLine(remark));
  const warnings = before + remarks.length;
  const templates = folder.policies.filter(({ kind }) => kind === 'template').length;
  const sizes = [
    amount(folder.policies.length - templates, 'policy'),
    amount(templates, 'template'),
    amount(folder.links.length, 'link'),
    amount(folder.entities.length, 'entity'),
    folder.schema === undefined ? 'no schema' : 'a schema',
  ];
  context.terminal.out(`${sizes.join(', ')}: ${amount(errors, 'error')}, ${amount(warnings, 'warning')}.`);
  if (errors > 0 || (strict && warnings > 0)) context.exitWith(1);
}

/** What is proven of the policies, where they stand; one that Cedar has called impossible is not told twice. */
function remarksOn(folder: PolicyFolder, context: CommandContext): PolicyFileProblem[] {
  const { language } = context.config();
  const places = new Map([...folder.links, ...folder.policies].map((one) => [one.id, one]));
  const told = new Set(folder.problems.map(({ file, line }) => `${file}:${line}`));
  return analyse(policySetOf(folder)).flatMap(({ policy, reason }) => {
    const place = places.get(policy);
    if (place === undefined || told.has(`${place.file}:${place.line}`)) return [];
    const { file, line, column } = place;
    const [sentence = '', ...remedy] = reason[language].split(/(?<=[.。])\s?/);
    return [{ severity: 'warning', file, line, column, sentence, remedy: remedy.join(' ').trim() }];
  });
}
