import { useRef, useState } from 'react';
import type { PushReport } from '../../operations.ts';
import { pushFile, type FileProgress } from '../../push-file.ts';
import { refreshPages } from '../../queries.ts';

/** One file that the reader brought: how far it is, or what became of it. */
export interface Delivery {
  readonly id: number;
  readonly name: string;
  readonly progress?: FileProgress;
  readonly report?: PushReport;
  readonly fault?: unknown;
}

/** Sends files one after the other; those that come later wait behind them. */
export function useDeliveries() {
  const [deliveries, setDeliveries] = useState<readonly Delivery[]>([]);
  const line = useRef(Promise.resolve());
  const next = useRef(0);
  const change = (id: number, changed: Partial<Delivery>): void =>
    setDeliveries((before) => before.map((one) => (one.id === id ? { ...one, ...changed } : one)));
  const send = async (file: File, id: number): Promise<void> => {
    try {
      change(id, { report: await pushFile(file, (progress) => change(id, { progress })) });
    } catch (error) {
      change(id, { fault: error });
    }
    await refreshPages();
  };
  const take = (files: readonly File[]): void => {
    const taken = files.map((file) => ({ file, id: next.current++ }));
    setDeliveries((before) => [...taken.map(({ file, id }) => ({ id, name: file.name })), ...before].slice(0, most));
    for (const { file, id } of taken) line.current = line.current.then(() => send(file, id));
  };
  return { deliveries, take };
}

const most = 200;
