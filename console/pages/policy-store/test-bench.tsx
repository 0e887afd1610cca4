import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Textarea from '@cloudscape-design/components/textarea';
import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../call.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { policyStoresWords as words } from '../../i18n/policy-stores.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { queries } from '../../queries.ts';
import { visible } from '../../visible.ts';
import { actionsOf, exampleQuestion, type Question } from './example-question.ts';
import { Explanation } from './explanation.tsx';

const names = ['principal', 'action', 'resource'] as const;
/** So many actions are named below the field. */
const mostActions = 12;
const texts = ['context', 'entities'] as const;

/** A question, and why the store decides it as it does. */
export function TestBench({ store }: { store: string }) {
  const { say } = useSpeech();
  const { items } = useSuspenseQuery(queries.policyStore(store)).data;
  const [begin] = useState(() => exampleQuestion(items));
  const [question, setQuestion] = useState(begin);
  const actions = actionsOf(items).slice(0, mostActions).join(', ');
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => call('ExplainDecision', inputOf(store, question)),
  });
  const write = (name: keyof Question, value: string): void => setQuestion({ ...question, [name]: value });
  const wrong = names.filter((name) => partsOf(question[name]) === undefined);
  return (
    <div className="test-bench">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          mutate();
        }}
      >
        {names.map((name) => (
          <FormField
            key={name}
            label={say(words[name])}
            constraintText={
              name === 'action' && actions !== ''
                ? say(words.schemaActions, { actions: visible(actions) })
                : say(words.uidHelp, { example: begin[name] })
            }
            {...(wrong.includes(name) ? { errorText: say(words.uidWrong, { example: begin[name] }) } : {})}
          >
            <Input value={question[name]} onChange={({ detail }) => write(name, detail.value)} />
          </FormField>
        ))}
        <Known question={question} write={write} />
        <Button variant="primary" formAction="submit" loading={isPending} disabled={wrong.length > 0}>
          {say(words.ask)}
        </Button>
      </form>
      <div>
        {error === null ? null : <Refusal error={error} />}
        {data === undefined ? null : <Explanation explained={data} />}
      </div>
    </div>
  );
}

/** What the two and the circumstances are, as JSON. */
function Known({ question, write }: { question: Question; write: (name: keyof Question, value: string) => void }) {
  const { say } = useSpeech();
  return texts.map((name) => (
    <FormField
      key={name}
      label={say(words[name])}
      {...(name === 'entities' ? { constraintText: say(words.entitiesHelp) } : {})}
    >
      <Textarea
        value={question[name]}
        rows={name === 'entities' ? 8 : 3}
        spellcheck={false}
        onChange={({ detail }) => write(name, detail.value)}
      />
    </FormField>
  ));
}

function inputOf(policyStoreId: string, { principal, action, resource, context, entities }: Question) {
  const [who, what, which] = [partsOf(principal), partsOf(action), partsOf(resource)];
  return {
    policyStoreId,
    ...(who === undefined ? {} : { principal: { entityType: who.type, entityId: who.id } }),
    ...(what === undefined ? {} : { action: { actionType: what.type, actionId: what.id } }),
    ...(which === undefined ? {} : { resource: { entityType: which.type, entityId: which.id } }),
    context: { cedarJson: context },
    entities: { cedarJson: entities },
  };
}

/** The two parts of a name as Cedar writes it. */
function partsOf(text: string): { type: string; id: string } | undefined {
  const [, type, id] = /^\s*([\w:]+)::"((?:[^"\\]|\\.)*)"\s*$/.exec(text) ?? [];
  return type === undefined || id === undefined ? undefined : { type, id: id.replaceAll(/\\(["\\])/g, '$1') };
}
