import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { queries } from '../../queries.ts';

const pause = 500;

/** Tries the rule on the last 30 days, once the reader has paused. */
export function useTrial(text: string) {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pause);
    return () => clearTimeout(timer);
  }, [text]);
  const { data, error, isPending, isPlaceholderData } = useQuery({
    ...queries.rulePreview(settled),
    placeholderData: keepPreviousData,
  });
  const empty = text.trim() === '';
  const fault = empty || error === null ? undefined : error;
  return {
    preview: empty ? undefined : data,
    fault,
    /** The line that cannot be read. */
    faulty: lineOf(fault?.message),
    /** While the answer is one to another text; that the same one is asked again, as events come in, does not show. */
    waiting: !empty && (isPending || isPlaceholderData || settled !== text),
  };
}

/** Faults of rules begin with the line: `Line 7: ...`. */
function lineOf(fault: string | undefined): number | undefined {
  const line = /^Line (\d+):/.exec(fault ?? '')?.[1];
  return line === undefined ? undefined : Number(line);
}
