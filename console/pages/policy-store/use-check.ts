import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Operations } from '../../operations.ts';
import { queries } from '../../queries.ts';

const pause = 400;
const unjudged: Operations['CheckStatement']['output'] = { kind: 'policy', problems: [], formatted: undefined };

/** Judges a statement by the schema of its store, once the reader has paused. */
export function useCheck(store: string, text: string, wanted: boolean) {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pause);
    return () => clearTimeout(timer);
  }, [text]);
  const { data, error, isFetching } = useQuery({
    ...queries.checkedStatement(store, settled),
    enabled: wanted && settled.trim() !== '',
    placeholderData: keepPreviousData,
  });
  const { kind, problems, formatted } = (wanted ? data : undefined) ?? unjudged;
  return {
    kind,
    problems,
    formatted,
    fault: error,
    faulty: text.trim() === '' || problems.some(({ severity }) => severity === 'error'),
    waiting: wanted && (isFetching || settled !== text),
  };
}

export type Check = ReturnType<typeof useCheck>;
