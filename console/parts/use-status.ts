import { useQuery } from '@tanstack/react-query';
import type { Status } from '../operations.ts';
import { queries } from '../queries.ts';
import { useMay } from './may.tsx';

/** How the server stands; nothing while that is not known, and for a role that may not ask. */
export function useStatus(): Status | undefined {
  const may = useMay('yagura:GetStatus');
  return useQuery({ ...queries.status, enabled: may }).data;
}
