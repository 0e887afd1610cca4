import { Fault } from '#kernel';
import type { Engine } from './engine.ts';
import type { Answer, Limits } from './lake.ts';

export async function ask(_engine: Engine, _sql: string, _limits: Limits): Promise<Answer> {
  throw new Fault('Unsupported', 'ask is being written.');
}
