import { setTimeout as pause } from 'node:timers/promises';
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';

/** Runs a statement, or the wait for a connection, and decides what its errors mean. */
export type Guard = <T>(run: () => Promise<T>) => Promise<T>;

/**
 * The same driver, with `guard` around every statement and every wait for a connection. `changing` is called before and
 * after each that may change something, also where it fails.
 */
export function guarded(driver: Driver, guard: Guard, changing: () => void): Driver {
  const acquire = driver.acquireConnection.bind(driver);
  const known = new WeakSet<DatabaseConnection>();
  driver.acquireConnection = async () => {
    const connection = await guard(acquire);
    if (known.has(connection)) return connection;
    known.add(connection); // drivers hand out the same connections again and again
    const execute = connection.executeQuery.bind(connection);
    connection.executeQuery = async <Row>(query: CompiledQuery): Promise<QueryResult<Row>> => {
      const run = () => guard(async () => await execute<Row>(query)); // async: a driver may throw before it promises
      if (query.query.kind === 'SelectQueryNode') return run();
      changing();
      return run().finally(changing);
    };
    return connection;
  };
  return driver;
}

interface Patience {
  /** The code of the error that says that others are at it; what was refused with it has done nothing. */
  readonly busy: string;
  /** Milliseconds for which it is tried again, and from one time to the next. */
  readonly patience: number;
  readonly look: number;
}

/** Tries again while others are at it, and throws what `meaning` makes of any other error, or of their staying. */
export function patient({ busy, patience, look }: Patience, meaning: (error: unknown) => unknown): Guard {
  return async (run) => {
    for (let waited = 0; ; waited += look) {
      try {
        return await run();
      } catch (error) {
        if (codeOf(error) !== busy || waited >= patience) throw meaning(error);
      }
      await pause(look);
    }
  };
}

export const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');
