import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';

/** Runs a statement, or the wait for a connection, and decides what its errors mean. */
export type Guard = <T>(run: () => Promise<T>) => Promise<T>;

/** The same driver, with `guard` around every statement and every wait for a connection. */
export function guarded(driver: Driver, guard: Guard): Driver {
  const acquire = driver.acquireConnection.bind(driver);
  const known = new WeakSet<DatabaseConnection>();
  driver.acquireConnection = async () => {
    const connection = await guard(acquire);
    if (known.has(connection)) return connection;
    known.add(connection); // drivers hand out the same connections again and again
    const execute = connection.executeQuery.bind(connection);
    connection.executeQuery = async <Row>(query: CompiledQuery): Promise<QueryResult<Row>> =>
      await guard(async () => await execute<Row>(query)); // async: a driver may throw before it promises
    return connection;
  };
  return driver;
}
