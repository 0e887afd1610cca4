import { Fault } from '#kernel';
import type { Call } from '../cloudtrail-event.ts';
import { computeCalls } from './compute.ts';
import { oversightCalls } from './oversight.ts';
import type { Ground, MakeCall } from './parts.ts';
import { storageCalls } from './storage.ts';

const catalogue = { ...computeCalls, ...storageCalls, ...oversightCalls };

/** A call that the company makes every day: `service:Operation`, with a word more when there are several of a kind. */
export type CallName = keyof typeof catalogue;

interface Entry {
  readonly make: MakeCall;
  readonly service: string;
  readonly operation: string;
}

const calls = new Map(Object.entries(catalogue).map(([name, make]): [string, Entry] => [name, entryOf(name, make)]));

/** The call of that name at a moment, with its details drawn. */
export function callNamed(name: string, ground: Ground, time: number): Call {
  const entry = calls.get(name);
  if (!entry) throw new Fault('Internal', `The simulation knows no call ${name}. Add it to src/simulate/calls.`);
  return { ...entry.make(ground), service: entry.service, name: entry.operation, region: ground.region, time };
}

function entryOf(name: string, make: MakeCall): Entry {
  const [service = '', rest = ''] = name.split(':');
  return { make, service, operation: rest.split(' ')[0] ?? '' };
}
