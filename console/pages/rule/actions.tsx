import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../call.ts';
import { dialogWords } from '../../i18n/dialog.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { ruleWords } from '../../i18n/rule.ts';
import type { RuleDetail } from '../../operations.ts';
import { useGo } from '../../parts/go.tsx';
import { useSentence } from '../../parts/refusal.tsx';
import { useToast } from '../../parts/toast.tsx';
import { paths } from '../../paths.ts';
import { refreshPages } from '../../queries.ts';
import { OnOff, rereadRules } from '../rules/on-off.tsx';

/** What can be done with a rule. Those that were written here can be changed and deleted, others copied. */
export function RuleActions({ rule }: { rule: RuleDetail }) {
  const { say } = useSpeech();
  const go = useGo();
  const [deleting, setDeleting] = useState(false);
  return (
    <div className="rule-actions">
      <OnOff rule={rule}>{say(ruleWords.isOn)}</OnOff>
      {rule.windowed || !rule.on ? null : <Apply rule={rule} />}
      {rule.written ? (
        <>
          <Button onClick={() => go(paths.editRule(rule.id))}>{say(ruleWords.edit)}</Button>
          <Button onClick={() => setDeleting(true)}>{say(ruleWords.delete)}</Button>
        </>
      ) : rule.windowed ? null : (
        <Button onClick={() => go(paths.newRule({ like: rule.id }))}>{say(ruleWords.copy)}</Button>
      )}
      {deleting ? <Delete rule={rule} close={() => setDeleting(false)} /> : null}
    </div>
  );
}

function Apply({ rule: { id } }: { rule: RuleDetail }) {
  const { say } = useSpeech();
  const toast = useToast();
  const sentence = useSentence();
  const { mutate, isPending } = useMutation({
    mutationFn: () => call('ApplyRule', { id }),
    onSuccess: ({ matched, more }) => {
      toast.show({ text: say(more ? ruleWords.appliedMore : ruleWords.applied, { count: matched }) });
      return refreshPages();
    },
    onError: (error) => toast.show({ text: sentence(error), failed: true }),
  });
  return (
    <Button loading={isPending} onClick={() => mutate()}>
      {say(ruleWords.apply)}
    </Button>
  );
}

function Delete({ rule, close }: { rule: RuleDetail; close: () => void }) {
  const { say } = useSpeech();
  const go = useGo();
  const toast = useToast();
  const sentence = useSentence();
  const { mutate, isPending } = useMutation({
    mutationFn: () => call('DeleteRule', { id: rule.id }),
    onSuccess: () => {
      toast.show({ text: say(ruleWords.deleted, { title: say(rule.title) }) });
      go(paths.rules(), true);
      return rereadRules();
    },
    onError: (error) => toast.show({ text: sentence(error), failed: true }),
  });
  return (
    <Modal
      visible
      onDismiss={close}
      header={say(ruleWords.deleteTitle, { title: say(rule.title) })}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={close}>
              {say(dialogWords.cancel)}
            </Button>
            <Button variant="primary" loading={isPending} onClick={() => mutate()}>
              {say(ruleWords.delete)}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      {say(ruleWords.deleteHelp)}
    </Modal>
  );
}
