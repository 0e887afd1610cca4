import { Fault } from '#kernel';
import type { Call } from '../cloudtrail-event.ts';
import { computeCalls } from './compute.ts';
import { oversightCalls } from './oversight.ts';
import type { Ground, MakeCall } from './parts.ts';
import { storageCalls } from './storage.ts';

const catalogue = { ...computeCalls, ...storageCalls, ...oversightCalls };

/** A call that the company makes every day: `service:Operation`, with a word more when there are several of a kind. */
export type CallName = keyof typeof catalogue;

const calls = new Map<string, MakeCall>(Object.entries(catalogue));

/** The call of that name at a moment, with its details drawn. */
export function callNamed(name: string, ground: Ground, time: number): Call {
  const make = calls.get(name);
  if (!make) throw new Fault('Internal', `The simulation knows no call ${name}. Add it to src/simulate/calls.`);
  const [service = '', operation = ''] = name.split(' ', 1).join('').split(':');
  return { ...make(ground), service, name: operation, region: ground.region, time };
}
