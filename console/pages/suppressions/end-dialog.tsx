import Checkbox from '@cloudscape-design/components/checkbox';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useSpeech } from '../../i18n/language.tsx';
import { suppressionsWords as words } from '../../i18n/suppressions.ts';
import type { Suppression } from '../../operations.ts';
import { useDoing } from './use-doing.ts';
import { Dialog } from '../../parts/dialog.tsx';

/** Asks whether a filter is to end, and whether what it archived comes back. */
export function EndDialog({ one, close }: { one: Suppression; close: () => void }) {
  const { say } = useSpeech();
  const { account, region, filter, archives } = one;
  const [restore, setRestore] = useState(archives);
  const { mutate, isPending } = useDoing({
    operation: 'EndSuppression',
    told: ({ restored }) => say(words.ended, { count: restored }),
  });
  const end = (): void => mutate({ account, region, filter, restore }, { onSettled: close });
  return (
    <Dialog title={say(words.endNamed, { filter })} close={close} does={say(words.end)} act={end} isPending={isPending}>
      <SpaceBetween size="s">
        <span>{say(words.endHelp)}</span>
        {archives ? (
          <Checkbox checked={restore} onChange={({ detail }) => setRestore(detail.checked)}>
            {say(words.restore)}
          </Checkbox>
        ) : null}
      </SpaceBetween>
    </Dialog>
  );
}
