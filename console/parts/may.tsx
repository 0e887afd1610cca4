import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queries } from '../queries.ts';

/**
 * Whether the policies permit an operation to the reader: `yagura:ChangePolicyStore`. Taken for permitted where
 * that could not be found out: the operation itself refuses with the reason.
 */
export const useMay = (action: string): boolean => usePermits()(action);

/** The same for several operations. */
export function usePermits(): (action: string) => boolean {
  const { data } = useQuery(queries.ownPermissions);
  return (action) => data === undefined || data.actions.includes(action);
}

/** What is there for those alone who may do it. */
export function IfMay({ action, children }: { action: string; children: ReactNode }) {
  return useMay(action) ? children : null;
}
