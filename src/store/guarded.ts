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
