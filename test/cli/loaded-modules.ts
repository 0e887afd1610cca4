import { readFile } from 'node:fs/promises';

/** What a Node in whose environment this is does besides: it writes the address of each module that it loads to a file. */
export const noteModules = (file: string): Record<string, string> => ({
  MODULES_NOTED_IN: file,
  NODE_OPTIONS: `--import=${script(`import { register } from 'node:module'; register(${JSON.stringify(script(hook))});`)}`,
});

/** The addresses of the modules that were loaded. */
export const notedModules = async (file: string): Promise<string[]> =>
  (await readFile(file, 'utf8')).trimEnd().split('\n');

const hook = `
import { appendFileSync } from 'node:fs';
export const load = (url, context, next) => {
  appendFileSync(process.env.MODULES_NOTED_IN, url + '\\n');
  return next(url, context);
};
`;

function script(text: string): string {
  return `data:text/javascript,${encodeURIComponent(text)}`;
}
