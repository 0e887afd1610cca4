import { useMutation, useQuery } from '@tanstack/react-query';
import { call } from './call.ts';
import { queries, queryClient } from './queries.ts';

/**
 * What the person who is signed in keeps under a name, wherever they sign in; and how to change it. As long as it could
 * not be read there is nothing to change it by: what is not known must not be written over.
 */
export function usePreference(name: string): [string | undefined, ((value: string | null) => void) | undefined] {
  const { data } = useQuery(queries.preferences);
  const { mutate } = useMutation({
    mutationFn: (value: string | null) => call('SetPreference', { name, value }),
    onMutate: (value) => keepPreference(name, value),
    onError: () => queryClient.invalidateQueries(queries.preferences),
  });
  return [data?.preferences[name], data && mutate];
}

/** Shows the choice at once; the server follows. */
function keepPreference(name: string, value: string | null): void {
  queryClient.setQueryData(queries.preferences.queryKey, (before) => {
    const { [name]: _, ...others } = before?.preferences ?? {};
    return { preferences: value === null ? others : { ...others, [name]: value } };
  });
}

/** A kept list of JSON values of one kind; whatever does not fit is left out. */
export function listOf<T>(kept: string | undefined, isOne: (value: unknown) => value is T): T[] {
  if (kept === undefined) return [];
  try {
    const value: unknown = JSON.parse(kept);
    return Array.isArray(value) ? value.filter(isOne) : [];
  } catch {
    return [];
  }
}
