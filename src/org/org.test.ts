import { describeOnPostgres } from '../store/debian-postgres.contract.ts';
import { orgContract } from './org.contract.ts';

orgContract('SQLite');

await describeOnPostgres('PostgreSQL', (server) => orgContract('PostgreSQL', () => server.emptied()));
