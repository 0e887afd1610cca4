import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation } from '@tanstack/react-query';
import { startTransition, useState } from 'react';
import { call } from '../../call.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { policyStoresWords as words } from '../../i18n/policy-stores.ts';
import type { PolicyChange, PolicyItem } from '../../policy-operations.ts';
import { CedarEditor } from '../../parts/cedar-editor.tsx';
import { Coded } from '../../parts/coded.tsx';
import { AskFirst } from '../../parts/ask-first.tsx';
import { useGo } from '../../parts/go.tsx';
import { IfMay, useMay } from '../../parts/may.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { useToast } from '../../parts/toast.tsx';
import { paths } from '../../paths.ts';
import { queries, queryClient, rereadPolicyStore } from '../../queries.ts';
import { visible } from '../../visible.ts';
import { kindOf, type ItemKind } from './item-kind.ts';
import { freshId } from './item-name.ts';
import { startingPolicy, startingSchema } from './starting-texts.ts';
import { useCheck, type Check } from './use-check.ts';

interface DraftProps {
  readonly store: string;
  readonly revision: number;
  /** Undefined for a new one. */
  readonly item: PolicyItem | undefined;
  /** What a new one is to be. */
  readonly fresh: 'policy' | 'schema';
  readonly words: readonly string[];
  readonly items: readonly PolicyItem[];
}

/** A policy, template or schema while it is written: judged as one types, formatted and saved when asked. */
export function Draft({ store, revision, item, fresh, words: names, items }: DraftProps) {
  const { say } = useSpeech();
  const [begin, setBegin] = useState({ text: item === undefined ? begins[fresh].text : asRead(item) });
  const [text, setText] = useState(begin.text);
  const kind = item === undefined ? fresh : kindOf(item);
  const check = useCheck(store, text, kind !== 'schema');
  const name = item?.name ?? item?.id ?? say(begins[fresh].name);
  return (
    <section className="policy-draft">
      <CedarEditor
        name={say(words.text, { id: name })}
        about={say(words.leaveEditor)}
        begin={begin}
        problems={check.problems}
        words={names}
        write={(now) => startTransition(() => setText(now))}
      />
      <p className="cell-small editor-leave">{say(words.leaveEditor)}</p>
      <Verdict kind={kind} check={check} />
      <DraftActions
        store={store}
        revision={revision}
        item={item}
        fresh={fresh}
        items={items}
        text={text}
        replace={(whole) => setBegin({ text: whole })}
        check={check}
      />
    </section>
  );
}

/** What a new one begins as. */
const begins = {
  policy: { text: startingPolicy, name: words.newPolicy },
  schema: { text: startingSchema, name: words.schema },
} as const;

interface ActionsProps extends Omit<DraftProps, 'words'> {
  readonly text: string;
  readonly replace: (text: string) => void;
  readonly check: Check;
}

function DraftActions({ store, revision, item, fresh, items, text, replace, check }: ActionsProps) {
  const { say } = useSpeech();
  const { change, remove, shadow, error, isPending } = useChanges({ store, revision, item });
  const formatted = laidOut(item?.kind ?? fresh, text, check);
  const idle = (item !== undefined && asRead(item) === text) || check.faulty;
  const made = changeOf(item ?? { kind: fresh === 'schema' ? fresh : check.kind, id: freshId(text, items) }, text);
  return (
    <>
      {error === null ? null : <Refusal error={error} />}
      <SpaceBetween direction="horizontal" size="xs">
        <IfMay action="yagura:ChangePolicyStore">
          <Button variant="primary" loading={isPending} disabled={idle} onClick={() => change(made)}>
            {say(words.save)}
          </Button>
        </IfMay>
        <Button disabled={formatted === text} onClick={() => replace(formatted)}>
          {say(words.format)}
        </Button>
        <IfMay action="yagura:SetPolicyStoreCandidate">
          <Button disabled={idle} onClick={() => shadow(made)}>
            {say(words.shadowStart)}
          </Button>
        </IfMay>
        <Remove item={item} remove={remove} />
      </SpaceBetween>
    </>
  );
}

/** Whatever asks is decided without it from then on: so it is asked first. */
function Remove({ item, remove }: { item: PolicyItem | undefined; remove: (item: PolicyItem) => void }) {
  const { say } = useSpeech();
  if (item === undefined || item.kind === 'schema') return null;
  return (
    <IfMay action="yagura:ChangePolicyStore">
      <AskFirst
        says={say(words.remove)}
        title={say(words.removeNamed, { id: visible(item.name ?? item.id) })}
        act={() => remove(item)}
      >
        {say(words.removeMeans)}
      </AskFirst>
    </IfMay>
  );
}

const laidOut = (kind: PolicyItem['kind'] | 'schema', text: string, check: Check): string =>
  kind === 'schema' ? indented(text) : (check.formatted ?? text);

/** What is kept, as one reads it: programs send a schema as a single line. */
const asRead = ({ kind, text }: PolicyItem): string => (kind === 'schema' ? indented(text) : text);

/** A schema in JSON with its lines; one in Cedar's own form, and what is no JSON yet, as it stands. */
function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function Verdict({ kind, check }: { kind: ItemKind; check: Check }) {
  const { say } = useSpeech();
  const mayChange = useMay('yagura:ChangePolicyStore');
  if (kind === 'schema') return mayChange ? <p>{say(words.soundSchema)}</p> : null;
  if (check.fault !== null) return <Refusal error={check.fault} />;
  if (check.waiting) return <p role="status">{say(words.checking)}</p>;
  return (
    <div role="status">
      <ul className="policy-problems">
        {check.problems.map(({ severity, line, sentence }) => (
          <li key={`${line}${sentence.en}`} className={severity}>
            <Coded>{say(words.problem, { line, sentence: say(sentence) })}</Coded>
          </li>
        ))}
        {check.problems.length === 0 ? <li>{say(mayChange ? words.sound : words.soundToRead)}</li> : null}
      </ul>
    </div>
  );
}

/** Saves, deletes, and tries in the shadow; refused where somebody else has changed the store meanwhile. */
function useChanges({ store, revision, item }: Pick<DraftProps, 'store' | 'revision' | 'item'>) {
  const { say } = useSpeech();
  const go = useGo();
  const toast = useToast();
  const save = useMutation({
    mutationFn: (change: PolicyChange) =>
      call('ChangePolicyStore', { policyStoreId: store, changes: [change], expectedRevision: revision }),
    onSuccess: async ({ revision: now, differences }) => {
      await rereadPolicyStore(store);
      toast.show({ text: say(words.saved, { revision: now }) });
      const [first] = differences;
      if (item === undefined && first !== undefined)
        go(paths.policyStore(store, { item: `${first.kind}:${first.id}` }), true);
    },
  });
  const tried = useMutation({
    mutationFn: (change: PolicyChange) => call('SetPolicyStoreCandidate', { policyStoreId: store, changes: [change] }),
    onSuccess: async () => {
      await queryClient.invalidateQueries(queries.policyStoreSettings(store));
      toast.show({ text: say(words.shadowStarted) });
    },
  });
  return {
    change: save.mutate,
    shadow: tried.mutate,
    remove: ({ kind, id }: PolicyItem) =>
      save.mutate(
        kind === 'template'
          ? { change: 'delete-template', policyTemplateId: id }
          : { change: 'delete-policy', policyId: id },
      ),
    error: save.error ?? tried.error,
    isPending: save.isPending,
  };
}

function changeOf({ kind, id }: { kind: PolicyItem['kind']; id: string | undefined }, text: string): PolicyChange {
  if (kind === 'schema') return { change: 'put-schema', schema: text };
  return kind === 'template'
    ? { change: 'put-template', statement: text, ...(id === undefined ? {} : { policyTemplateId: id }) }
    : { change: 'put-policy', statement: text, ...(id === undefined ? {} : { policyId: id }) };
}
