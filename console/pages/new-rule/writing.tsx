import './new-rule.css';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../call.ts';
import { columnWords } from '../../i18n/column.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { newRuleWords } from '../../i18n/new-rule.ts';
import { rulesWords } from '../../i18n/rules.ts';
import { severityWords } from '../../i18n/severity.ts';
import type { EventFields } from '../../operations.ts';
import { Crumbs } from '../../parts/crumbs.tsx';
import { useGo } from '../../parts/go.tsx';
import { severities } from '../../parts/severity.tsx';
import { IfMay } from '../../parts/may.tsx';
import { Title } from '../../parts/title.tsx';
import { useSentence } from '../../parts/refusal.tsx';
import { useToast } from '../../parts/toast.tsx';
import { Widget } from '../../parts/widget.tsx';
import { paths } from '../../paths.ts';
import { rereadRules } from '../rules/on-off.tsx';
import { Conditions } from './conditions.tsx';
import { Editor } from './editor.tsx';
import { Fields } from './fields.tsx';
import { Tried } from './tried.tsx';
import { useDraft, type DraftInHand } from './use-draft.ts';
import { useTrial } from './use-trial.ts';

interface WritingProps {
  readonly title: string;
  /** The event that the rule is made of. */
  readonly event?: EventFields;
  /** The text that the reader begins with. */
  readonly text?: string | undefined;
  /** What is said before one begins. */
  readonly children?: ReactNode;
}

/** Writes a rule: conditions on the fields of an event, the text that comes of them, and what it would have found. */
export function Writing({ title, event, text: given, children }: WritingProps) {
  const { say } = useSpeech();
  const draft = useDraft(event, given);
  const trial = useTrial(draft.text);
  const save = useSave();
  const unfit = draft.text.trim() === '' || trial.fault !== undefined;
  return (
    <>
      <Crumbs
        items={[
          { text: say(rulesWords.title), href: paths.rules() },
          { text: title, href: '' },
        ]}
      />
      <Title
        help={say(event === undefined ? newRuleWords.helpText : newRuleWords.help)}
        actions={
          <IfMay action="yagura:WriteRule">
            <Button variant="primary" disabled={unfit} loading={save.isPending} onClick={() => save.mutate(draft.text)}>
              {say(newRuleWords.save)}
            </Button>
          </IfMay>
        }
      >
        {title}
      </Title>
      {children === undefined ? null : <div className="rule-writing-first">{children}</div>}
      <div className={event === undefined ? 'rule-writing' : 'rule-writing of-event'}>
        {event === undefined ? null : <Choosing event={event} draft={draft} />}
        <div className="rule-writing-column">
          <Widget title={say(newRuleWords.text)} help={say(newRuleWords.textHelp)}>
            <Editor text={draft.text} faulty={trial.faulty} write={draft.write} />
          </Widget>
          <Widget title={say(newRuleWords.tried)}>
            <Tried trial={trial} matched={draft.picked.map(({ field }) => field)} />
          </Widget>
        </div>
      </div>
    </>
  );
}

function Choosing({ event, draft }: { event: EventFields; draft: DraftInHand }) {
  const { say } = useSpeech();
  return (
    <div className="rule-writing-column">
      <Widget title={say(newRuleWords.fields)}>
        <div className="rule-choosing">
          {draft.isWritten ? (
            <Alert type="info" action={<Button onClick={draft.remake}>{say(newRuleWords.again)}</Button>}>
              {say(newRuleWords.edited)}
            </Alert>
          ) : (
            <NameAndLevel draft={draft} />
          )}
          <Conditions draft={draft} />
          <Fields event={event} draft={draft} />
        </div>
      </Widget>
    </div>
  );
}

function NameAndLevel({ draft }: { draft: DraftInHand }) {
  const { say } = useSpeech();
  const options = severities.map(({ level }) => ({ value: level, label: say(severityWords[level]) }));
  return (
    <div className="rule-naming">
      <FormField label={say(newRuleWords.name)} stretch>
        <Input
          value={draft.title}
          placeholder={say(newRuleWords.untitled)}
          onChange={({ detail }) => draft.setTitle(detail.value)}
        />
      </FormField>
      <FormField label={say(columnWords.severity)}>
        <Select
          selectedOption={options.find(({ value }) => value === draft.level) ?? null}
          options={options}
          onChange={({ detail }) =>
            draft.setLevel(severities.find(({ level }) => level === detail.selectedOption.value)?.level ?? 'medium')
          }
        />
      </FormField>
    </div>
  );
}

function useSave() {
  const { say } = useSpeech();
  const go = useGo();
  const toast = useToast();
  const sentence = useSentence();
  return useMutation({
    mutationFn: (text: string) => call('WriteRule', { text }),
    onSuccess: async ({ id }) => {
      toast.show({ text: say(newRuleWords.saved) });
      await rereadRules();
      go(paths.rule(id), true);
    },
    onError: (error) => toast.show({ text: sentence(error), failed: true }),
  });
}
