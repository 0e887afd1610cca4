import type { createClient } from '@clickhouse/client';
import { Fault, sentenceOf } from '#kernel';

const remedy =
  'Install it with `npm install chdb`, or set lake.url to the address of a ClickHouse server (docs/configuration.md).';

/** The engine's package, which may be absent: it is large, and whoever only scans or detects installs without it. */
export async function loadChdb() {
  try {
    const [{ Session }, { createChdbConnection }] = await Promise.all([import('chdb'), import('chdb/connection')]);
    return { Session, connectionTo: (path: string) => connection(createChdbConnection({ path })) };
  } catch (error) {
    const why = absent(error) ? 'the package chdb is not installed' : sentenceOf(error);
    throw new Fault('Unavailable', `ClickHouse cannot run in this process: ${why}. ${remedy}`, { cause: error });
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
