import { Fault } from '#kernel';
import type { Engine } from './engine.ts';

/** The address of a ClickHouse server: `http://user:password@host:8123/database`. */
export interface Server {
  readonly url: string;
}

export async function openServer(_server: Server): Promise<Engine> {
  throw new Fault('Unsupported', 'The lake on a server is being written.');
}
