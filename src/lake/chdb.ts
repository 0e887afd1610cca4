import type { createClient } from '@clickhouse/client';
import { Fault, textOf, type Text } from '#kernel';

const remedy: Text = {
  en: 'Install it with `npm install chdb`, or set lake.url to the address of a ClickHouse server (docs/configuration.md).',
  ja: '`npm install chdb` でインストールするか、lake.url に ClickHouse サーバーのアドレスを設定してください（docs/configuration.md）。',
};

/**
 * The engine's package, which may be absent: it is large, and whoever only scans or detects installs without it.
 * Throws `Unsupported` where it is, or where this machine cannot run it.
 */
export async function loadChdb() {
  try {
    const [{ Session }, { createChdbConnection }] = await Promise.all([import('chdb'), import('chdb/connection')]);
    return { Session, connectionTo: (path: string) => connection(createChdbConnection({ path })) };
  } catch (error) {
    const missing = { en: 'the package chdb is not installed', ja: 'パッケージ chdb がありません' };
    const why = absent(error) ? missing : textOf(error);
    const said = {
      en: `ClickHouse cannot run in this process: ${why.en}. ${remedy.en}`,
      ja: `ClickHouse をこのプロセスで動かせません（${why.ja}）。${remedy.ja}`,
    };
    throw new Fault('Unsupported', said, { cause: error });
  }
}

export type Chdb = Awaited<ReturnType<typeof loadChdb>>;

const absent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';

type Connection = NonNullable<NonNullable<Parameters<typeof createClient>[0]>['connection']>;

// The client bundles its own copy of the types that chdb took from a package: equal, but declared twice.
function connection(made: object): Connection {
  if (!isConnection(made)) throw new Fault('Internal', 'chdb no longer makes connections for the ClickHouse client.');
  return made;
}

const isConnection = (made: object): made is Connection => 'query' in made && 'exec' in made && 'insert' in made;
