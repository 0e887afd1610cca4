import Button from '@cloudscape-design/components/button';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../call.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { ruleWords } from '../../i18n/rule.ts';
import type { RuleDetail } from '../../operations.ts';
import { IfMay } from '../../parts/may.tsx';
import { useGo } from '../../parts/go.tsx';
import { useSentence } from '../../parts/refusal.tsx';
import { useToast } from '../../parts/toast.tsx';
import { paths } from '../../paths.ts';
import { refreshPages } from '../../queries.ts';
import { OnOff, rereadRules } from '../rules/on-off.tsx';
import { Dialog } from '../../parts/dialog.tsx';

/** What can be done with a rule. Those that were written here can be changed and deleted, others copied. */
export function RuleActions({ rule }: { rule: RuleDetail }) {
  const { say } = useSpeech();
  const go = useGo();
  const [deleting, setDeleting] = useState(false);
  return (
    <div className="rule-actions">
      <OnOff rule={rule}>{say(ruleWords.isOn)}</OnOff>
      {rule.windowed || !rule.on ? null : (
        <IfMay action="yagura:ApplyRule">
          <Apply rule={rule} />
        </IfMay>
      )}
      {rule.written ? (
        <>
          <IfMay action="yagura:WriteRule">
            <Button onClick={() => go(paths.editRule(rule.id))}>{say(ruleWords.edit)}</Button>
          </IfMay>
          <IfMay action="yagura:DeleteRule">
            <Button onClick={() => setDeleting(true)}>{say(ruleWords.delete)}</Button>
          </IfMay>
        </>
      ) : rule.windowed ? null : (
        <IfMay action="yagura:WriteRule">
          <Button onClick={() => go(paths.newRule({ like: rule.id }))}>{say(ruleWords.copy)}</Button>
        </IfMay>
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
    <Dialog
      title={say(ruleWords.deleteTitle, { title: say(rule.title) })}
      close={close}
      does={say(ruleWords.delete)}
      act={() => mutate()}
      isPending={isPending}
    >
      {say(ruleWords.deleteHelp)}
    </Dialog>
  );
}
