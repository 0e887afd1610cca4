import Button from '@cloudscape-design/components/button';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Address } from '../../address.ts';
import { findingWords } from '../../i18n/finding.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { useGo } from '../../parts/go.tsx';
import { useShortcuts } from '../../parts/shortcuts.tsx';
import { paths } from '../../paths.ts';
import { queries } from '../../queries.ts';
import { listOf } from '../findings-search.ts';

/** Where the finding stands in the list that one came from, and the way to those before and after it. */
export function Neighbours({ id, list }: { id: string; list: Address }) {
  const { say } = useSpeech();
  const go = useGo();
  const { data } = useQuery({ ...queries.findingPlace({ ...listOf(list), id }), placeholderData: keepPreviousData });
  const { previous, next, position, total = 0 } = data ?? {};
  const follow = (to: string | undefined): void => {
    if (to !== undefined) go(paths.finding(to, list), true);
  };
  useShortcuts([
    { keys: ['k', 'ArrowLeft'], about: findingWords.previous, run: () => follow(previous) },
    { keys: ['j', 'ArrowRight'], about: findingWords.next, run: () => follow(next) },
  ]);
  return (
    <span className="neighbours">
      <Button
        iconName="angle-left"
        variant="icon"
        ariaLabel={say(findingWords.previous)}
        disabled={previous === undefined}
        onClick={() => follow(previous)}
      />
      <span>
        {position === undefined
          ? say(findingWords.outside)
          : say(findingWords.place, { position: position + 1, count: total })}
      </span>
      <Button
        iconName="angle-right"
        variant="icon"
        ariaLabel={say(findingWords.next)}
        disabled={next === undefined}
        onClick={() => follow(next)}
      />
    </span>
  );
}
