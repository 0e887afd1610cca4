import { problemLine, readPolicyFolder, withTestsAside, type PolicyFolder } from '#authz';
import { Fault } from '#kernel';
import type { CommandContext } from './context.ts';

/** What reading a folder needs of a command. */
type Asked = Pick<CommandContext, 'terminal' | 'config' | 'language'>;

/** Reads a folder of policies and says what is wrong in it. The caller decides what errors mean. */
export async function toldFolder(path: string, context: Asked): Promise<PolicyFolder> {
  return tell(await read(path, context), context);
}

/** The same for whoever runs the tests. Throws `BadInput` after errors were said, for nothing can be done with them. */
export async function testedFolder(path: string, context: Asked): Promise<PolicyFolder> {
  return refuseErrors(path, await toldFolder(path, context));
}

/** The same for whoever decides by the policies: of what is wrong in tests it is said, and no more. */
export async function soundFolder(path: string, context: Asked): Promise<PolicyFolder> {
  return refuseErrors(path, tell(withTestsAside(await read(path, context)), context));
}

const read = (path: string, { config }: Asked): Promise<PolicyFolder> =>
  readPolicyFolder(path, config().authz.validationSeconds);

function tell(folder: PolicyFolder, { terminal, language }: Asked): PolicyFolder {
  for (const problem of folder.problems) terminal.err(problemLine(problem, language));
  return folder;
}

function refuseErrors(path: string, folder: PolicyFolder): PolicyFolder {
  const { errors } = counted(folder);
  if (errors > 0)
    throw new Fault('BadInput', {
      en: `The folder ${path} has ${amount(errors, 'error')}, told above. Mend what is told, then run this again.`,
      ja: `フォルダー ${path} に誤りが ${errors} 件あります（上に示しました）。直してから、もう一度実行してください。`,
    });
  return folder;
}

export function counted({ problems }: PolicyFolder): { errors: number; warnings: number } {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: problems.length - errors };
}

export const amount = (count: number, what: string): string => {
  const many = what.endsWith('y') ? `${what.slice(0, -1)}ies` : `${what}s`;
  return `${count} ${count === 1 ? what : many}`;
};
