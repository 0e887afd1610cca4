import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault, textOf } from '#kernel';

/** What a file of a folder of policies holds, by how its name ends. Other files are left alone. */
const kinds = [
  ['policies', /\.cedar$/],
  ['schema', /\.cedarschema(?:\.json)?$/],
  ['entities', /(?:^|[./])entities\.json$/],
  ['links', /(?:^|[./])links\.json$/],
  ['tests', /(?:^|[./])tests?\.ya?ml$/],
] as const;

export type FolderFileKind = (typeof kinds)[number][0];

export interface FolderFile {
  readonly kind: FolderFileKind;
  /** Its path within the folder, with `/`. */
  readonly file: string;
  readonly text: string;
}

const most = { files: 20_000, bytes: 100_000_000 };

/**
 * Every file of a folder that says something of policies, in the order of names. Throws `BadInput` when the folder
 * cannot be read, and `TooLarge` when it holds more than anybody's policies.
 */
export async function readFolderFiles(root: string): Promise<FolderFile[]> {
  const names = await namesIn(root);
  if (names.length > most.files)
    throw new Fault('TooLarge', {
      en: `${root} holds more than ${most.files} files of policies. Name a smaller folder.`,
      ja: `${root} のポリシーのファイルが ${most.files} 個を超えています。もっと小さなフォルダーを指定してください。`,
    });
  const sizes = await Promise.all(names.map(async ({ file }) => (await stat(join(root, file))).size));
  if (sizes.reduce((sum, size) => sum + size, 0) > most.bytes)
    throw new Fault('TooLarge', {
      en: `${root} holds more than ${most.bytes / 1e6} MB of policies. Name a smaller folder.`,
      ja: `${root} のポリシーが ${most.bytes / 1e6} MB を超えています。もっと小さなフォルダーを指定してください。`,
    });
  return Promise.all(
    names.map(async ({ kind, file }) => ({ kind, file, text: withoutMark(await readFile(join(root, file), 'utf8')) })),
  );
}

/** Some editors begin a file with a byte order mark, which Cedar does not know. */
export const withoutMark = (text: string): string => (text.startsWith('\uFEFF') ? text.slice(1) : text);

async function namesIn(root: string): Promise<{ kind: FolderFileKind; file: string }[]> {
  const entries = await readdir(root, { recursive: true }).catch((error: unknown) => {
    throw new Fault(
      'BadInput',
      {
        en: `${root} cannot be read: ${textOf(error).en}. Name a folder of .cedar files.`,
        ja: `${root} を読めません（${textOf(error).ja}）。.cedar ファイルのあるフォルダーを指定してください。`,
      },
      {
        cause: error,
      },
    );
  });
  return entries
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => !/(?:^|\/)(?:node_modules|\.[^/]+)\//.test(name))
    .toSorted()
    .flatMap((file) => kinds.filter(([, ending]) => ending.test(file)).map(([kind]) => ({ kind, file })));
}
