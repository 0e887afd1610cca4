import { textOf, type Text } from '#kernel';
import { readdir } from 'node:fs/promises';
import { Obstacle } from './obstacle.ts';

/** Looks into a folder. */
export async function* tryFolder(folder: string): AsyncGenerator<Text> {
  const count = await entriesOf(folder);
  if (count === 0)
    throw new Obstacle(
      { en: `${folder} is empty.`, ja: `${folder} は空です。` },
      {
        en: 'Put logs into it; they are read as they come.',
        ja: 'ログを置いてください。置かれたものから順に読み込みます。',
      },
    );
  yield {
    en: `${folder} can be read and holds ${count} files and folders.`,
    ja: `${folder} を読み取れます（ファイルとフォルダー ${count} 個）。`,
  };
}

async function entriesOf(folder: string): Promise<number> {
  try {
    return (await readdir(folder)).length;
  } catch (error) {
    throw new Obstacle(
      { en: `${folder} cannot be read: ${textOf(error).en}.`, ja: `${folder} を読み取れません: ${textOf(error).ja}` },
      {
        en: 'Check the path in ingest.watch and that the user that runs Yagura may read it.',
        ja: 'ingest.watch のパスと、Yagura を実行するユーザーの読み取り権限を確認してください。',
      },
    );
  }
}
