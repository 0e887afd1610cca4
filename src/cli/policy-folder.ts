import { problemLine, readPolicyFolder, type PolicyFolder } from '#authz';
import { Fault } from '#kernel';
import type { CommandContext } from './context.ts';

/** What reading a folder needs of a command. */
type Asked = Pick<CommandContext, 'terminal' | 'config' | 'language'>;

/** Reads a folder of policies and says what is wrong in it. The caller decides what errors mean. */
export async function toldFolder(path: string, { terminal, config, language }: Asked): Promise<PolicyFolder> {
  const folder = await readPolicyFolder(path, config().authz.validationSeconds);
  for (const problem of folder.problems) terminal.err(problemLine(problem, language));
  return folder;
}

/** The same where nothing can be done with errors in it. Throws `BadInput` after they were said. */
export async function soundFolder(path: string, context: Asked): Promise<PolicyFolder> {
  const folder = await toldFolder(path, context);
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
