import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { dialogWords } from '../../i18n/dialog.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { suppressionsWords as words } from '../../i18n/suppressions.ts';
import type { Suppression } from '../../operations.ts';
import { useDoing } from './use-doing.ts';

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
    <Modal
      visible
      onDismiss={close}
      header={say(words.endNamed, { filter })}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={close}>
              {say(dialogWords.cancel)}
            </Button>
            <Button variant="primary" loading={isPending} onClick={end}>
              {say(words.end)}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="s">
        <span>{say(words.endHelp)}</span>
        {archives ? (
          <Checkbox checked={restore} onChange={({ detail }) => setRestore(detail.checked)}>
            {say(words.restore)}
          </Checkbox>
        ) : null}
      </SpaceBetween>
    </Modal>
  );
}
