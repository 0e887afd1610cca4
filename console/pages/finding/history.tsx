import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../call.ts';
import { findingWords } from '../../i18n/finding.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { verdictWords } from '../../i18n/verdict.ts';
import type { Change, Note } from '../../operations.ts';
import { Moment } from '../../parts/figures.tsx';
import { Raw } from '../../parts/raw.tsx';
import { IfMay } from '../../parts/may.tsx';
import { useSentence } from '../../parts/refusal.tsx';
import { useToast } from '../../parts/toast.tsx';
import { Unanswered } from '../../parts/unanswered.tsx';
import { Widget } from '../../parts/widget.tsx';
import { queries, queryClient } from '../../queries.ts';

/** What people wrote and decided, in the order in which it came. */
export function History({ id }: { id: string }) {
  const { say } = useSpeech();
  const asking = useQuery(queries.history(id));
  const { data } = asking;
  const lines = [...(data?.changes ?? []), ...(data?.notes ?? [])].toSorted((one, other) =>
    one.at.localeCompare(other.at),
  );
  return (
    <Widget title={say(findingWords.historyTitle)} help={say(findingWords.historyHelp)}>
      <Unanswered asked={asking} />
      <ol className="history">
        {lines.map((line) =>
          'text' in line ? (
            <NoteLine key={line.id} note={line} />
          ) : (
            <ChangeLine key={`${line.at} ${line.change}`} change={line} />
          ),
        )}
      </ol>
      <IfMay action="yagura:AddNote">
        <NewNote key={id} id={id} />
      </IfMay>
    </Widget>
  );
}

function ChangeLine({ change }: { change: Change }) {
  const { say } = useSpeech();
  return (
    <li>
      <Line at={change.at} by={change.by} />
      <div>{say(...wordsOf(change, say))}</div>
      {change.change === 'judged' && change.reason !== '' ? <Raw of={change.reason} /> : null}
    </li>
  );
}

function wordsOf({ change, verdict }: Change, say: ReturnType<typeof useSpeech>['say']): Parameters<typeof say> {
  if (change === 'created') return [findingWords.changeCreated];
  if (change === 'archived') return [findingWords.changeArchived];
  if (change === 'reopened') return [findingWords.changeReopened];
  if (verdict === undefined) return [findingWords.changeUnjudged];
  return [findingWords.changeJudged, { verdict: say(verdictWords[verdict]) }];
}

function NoteLine({ note }: { note: Note }) {
  const { say } = useSpeech();
  const toast = useToast();
  const sentence = useSentence();
  const { data: caller } = useQuery(queries.caller);
  const { mutate } = useMutation({
    mutationFn: () => call('DeleteNote', { id: note.id }),
    onSuccess: reread,
    onError: (error) => toast.show({ text: sentence(error), failed: true }),
  });
  return (
    <li className="note">
      <Line at={note.at} by={note.by}>
        {caller?.name === note.by ? (
          <button type="button" className="link" onClick={() => mutate()}>
            {say(findingWords.noteDelete)}
          </button>
        ) : null}
      </Line>
      <div className="note-text">
        <Raw of={note.text} />
      </div>
    </li>
  );
}

function Line({ at, by, children }: { at: string; by: string; children?: React.ReactNode }) {
  return (
    <div className="history-line">
      <Moment at={at} zoned /> <strong>{by === 'yagura' ? 'Yagura' : by}</strong> {children}
    </div>
  );
}

const reread = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['ListHistory'] });

function NewNote({ id }: { id: string }) {
  const { say } = useSpeech();
  const toast = useToast();
  const sentence = useSentence();
  const [text, setText] = useState('');
  const { mutate, isPending } = useMutation({
    mutationFn: () => call('AddNote', { finding: id, text }),
    onSuccess: () => {
      setText('');
      return reread();
    },
    onError: (error) => toast.show({ text: sentence(error), failed: true }),
  });
  const add = (): void => {
    if (text.trim() !== '') mutate();
  };
  return (
    <div className="new-note">
      <textarea
        value={text}
        rows={2}
        aria-label={say(findingWords.noteLabel)}
        placeholder={say(findingWords.noteLabel)}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={({ key, ctrlKey, metaKey }) => {
          if (key === 'Enter' && (ctrlKey || metaKey)) add();
        }}
      />
      <button type="button" className="button" disabled={isPending || text.trim() === ''} onClick={add}>
        {say(findingWords.noteAdd)}
      </button>
    </div>
  );
}
