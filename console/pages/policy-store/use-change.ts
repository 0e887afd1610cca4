import { useMutation } from '@tanstack/react-query';
import { call } from '../../call.ts';
import type { Operations } from '../../operations.ts';
import type { PolicyChange } from '../../policy-operations.ts';
import { rereadPolicyStore } from '../../queries.ts';

type Changed = Operations['ChangePolicyStore']['output'];

/** One change to a policy store, refused where somebody else has changed it meanwhile; afterwards the page is read anew. */
export const useChange = (store: string, revision: number, done: (changed: Changed) => void) =>
  useMutation({
    mutationFn: (change: PolicyChange) =>
      call('ChangePolicyStore', { policyStoreId: store, changes: [change], expectedRevision: revision }),
    onSuccess: async (changed) => {
      await rereadPolicyStore(store);
      done(changed);
    },
  });
