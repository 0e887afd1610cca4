import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { dialogWords } from '../i18n/dialog.ts';
import { useSpeech } from '../i18n/language.tsx';

interface DialogProps {
  readonly title: string;
  readonly close: () => void;
  /** What the button says that does it. */
  readonly does: string;
  readonly act: () => void;
  readonly isPending?: boolean;
  /** False while something is missing. */
  readonly isReady?: boolean;
  readonly children: ReactNode;
}

/** Asks before something is done: what it means, and two buttons. */
export function Dialog({ title, close, does, act, isPending = false, isReady = true, children }: DialogProps) {
  const { say } = useSpeech();
  return (
    <Modal
      visible
      onDismiss={close}
      header={title}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={close}>
              {say(dialogWords.cancel)}
            </Button>
            <Button variant="primary" loading={isPending} disabled={!isReady} onClick={act}>
              {does}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      {children}
    </Modal>
  );
}
