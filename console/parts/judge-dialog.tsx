import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { dialogWords } from '../i18n/dialog.ts';
import { useSpeech } from '../i18n/language.tsx';
import { judgeWords, verdictAboutWords, verdictWords } from '../i18n/verdict.ts';
import type { Verdict } from '../operations.ts';

const verdicts = ['true', 'benign', 'false'] as const satisfies readonly Verdict[];

interface Judgement {
  verdict: Verdict | 'none';
  reason?: string;
  archived?: boolean;
}

interface JudgeDialogProps {
  readonly count: number;
  /** True where there may be a verdict to take back. */
  readonly judged: boolean;
  readonly judge: (judgement: Judgement) => void;
  readonly close: () => void;
}

/** Asks what findings were, and why. What was no attack is usually done with, so it is archived unless one says not to. */
export function JudgeDialog({ count, judged, judge, close }: JudgeDialogProps) {
  const { say } = useSpeech();
  const [verdict, setVerdict] = useState<Verdict>();
  const [reason, setReason] = useState('');
  const [archive, setArchive] = useState<boolean>();
  const archives = archive ?? (verdict === 'benign' || verdict === 'false');
  const send = (): void => {
    if (verdict !== undefined) judge({ verdict, reason: reason.trim(), ...(archives ? { archived: true } : {}) });
  };
  return (
    <Modal
      visible
      onDismiss={close}
      header={say(judgeWords.title, { count })}
      footer={
        <Buttons
          close={close}
          takeBack={judged ? () => judge({ verdict: 'none' }) : null}
          send={verdict === undefined ? null : send}
        />
      }
    >
      <SpaceBetween size="m">
        <Verdicts verdict={verdict} choose={setVerdict} />
        <FormField label={say(judgeWords.reason)} description={say(judgeWords.reasonHelp)} stretch>
          <Textarea
            value={reason}
            rows={3}
            onChange={({ detail }) => setReason(detail.value.slice(0, 2000))}
            onKeyDown={({ detail }) => {
              if (detail.key === 'Enter' && (detail.ctrlKey || detail.metaKey)) send();
            }}
          />
        </FormField>
        <Checkbox checked={archives} onChange={({ detail }) => setArchive(detail.checked)}>
          {say(judgeWords.archive)}
        </Checkbox>
      </SpaceBetween>
    </Modal>
  );
}

function Verdicts({
  verdict,
  choose,
}: {
  verdict: Verdict | undefined;
  choose: (verdict: Verdict | undefined) => void;
}) {
  const { say } = useSpeech();
  return (
    <FormField label={say(judgeWords.question)} stretch>
      <RadioGroup
        value={verdict ?? null}
        onChange={({ detail }) => choose(verdicts.find((one) => one === detail.value))}
        items={verdicts.map((one) => ({
          value: one,
          label: say(verdictWords[one]),
          description: say(verdictAboutWords[one]),
        }))}
      />
    </FormField>
  );
}

interface ButtonsProps {
  readonly close: () => void;
  /** Nothing where there is no verdict. */
  readonly takeBack: (() => void) | null;
  /** Nothing while no verdict is chosen. */
  readonly send: (() => void) | null;
}

function Buttons({ close, takeBack, send }: ButtonsProps) {
  const { say } = useSpeech();
  return (
    <Box float="right">
      <SpaceBetween direction="horizontal" size="xs">
        {takeBack === null ? null : (
          <Button variant="link" onClick={takeBack}>
            {say(judgeWords.takeBack)}
          </Button>
        )}
        <Button onClick={close}>{say(dialogWords.cancel)}</Button>
        <Button variant="primary" disabled={send === null} onClick={() => send?.()}>
          {say(judgeWords.judge)}
        </Button>
      </SpaceBetween>
    </Box>
  );
}
