import { useMutation } from '@tanstack/react-query';
import { createContext, lazy, Suspense, useContext, useMemo, useRef, useState, type ReactNode } from 'react';
import { call } from '../call.ts';
import { findingsWords, listKeysWords } from '../i18n/findings.ts';
import { judgeWords, verdictWords } from '../i18n/verdict.ts';
import { useSpeech } from '../i18n/language.tsx';
import { toastWords } from '../i18n/toast.ts';
import type { Update } from '../operations.ts';
import { refreshPages } from '../queries.ts';
import { useSentence } from './refusal.tsx';
import { useShortcuts } from './shortcuts.tsx';
import { useToast } from './toast.tsx';

const JudgeDialog = lazy(async () => ({ default: (await import('./judge-dialog.tsx')).JudgeDialog }));

/** Which findings are meant, how many those are, and whether any may bear a verdict that can be taken back. */
export interface Meant {
  readonly which: Pick<Update, 'ids' | 'fitting'>;
  readonly count: number;
  readonly judged: boolean;
}

interface Decide {
  readonly archive: (meant: Meant, archived: boolean) => void;
  /** Asks what the findings were, and writes the answer. */
  readonly judge: (meant: Meant) => void;
  readonly pending: boolean;
}

const DecideContext = createContext<Decide | undefined>(undefined);

/** Writes decisions about findings, tells what they did, and takes the last one back by the button or by `z`. */
export function Decisions({ children }: { children: ReactNode }) {
  const { run, undo, pending } = useUpdates();
  const [judging, setJudging] = useState<Meant>();
  useShortcuts([{ keys: ['z'], about: listKeysWords.undo, run: undo }], 'everywhere');
  const decide = useMemo<Decide>(
    () => ({
      archive: (meant, archived) => run(meant, { archived }),
      judge: setJudging,
      pending,
    }),
    [run, pending],
  );
  return (
    <DecideContext value={decide}>
      {children}
      {judging === undefined ? null : (
        <Suspense fallback={null}>
          <JudgeDialog
            count={judging.count}
            judged={judging.judged}
            close={() => setJudging(undefined)}
            judge={(judgement) => {
              setJudging(undefined);
              run(judging, judgement);
            }}
          />
        </Suspense>
      )}
    </DecideContext>
  );
}

export function useDecide(): Decide {
  const decide = useContext(DecideContext);
  if (decide === undefined) throw new Error('useDecide stands outside of Decisions.');
  return decide;
}

type Decision = Pick<Update, 'archived' | 'verdict' | 'reason'>;

function useUpdates() {
  const { say } = useSpeech();
  const toast = useToast();
  const tell = useOutcome();
  const last = useRef<string | undefined>(undefined);
  const sentence = useSentence();
  const failed = (error: Error): void => toast.show({ text: sentence(error), failed: true });
  const back = useMutation({
    mutationFn: (undo: string) => call('UndoUpdate', { undo }),
    onSuccess: () => {
      toast.show({ text: say(toastWords.undone) });
      return refreshPages();
    },
    onError: failed,
  });
  const undo = (): void => {
    if (last.current !== undefined) back.mutate(last.current);
    last.current = undefined;
  };
  const { mutate, isPending } = useMutation({
    mutationFn: ({ meant, decision }: { meant: Meant; decision: Decision }) =>
      call('UpdateFindings', { ...meant.which, ...decision }),
    onSuccess: (done, { decision }) => {
      last.current = done.undo;
      const action = done.undo === undefined ? {} : { action: { text: say(toastWords.undo), run: undo } };
      toast.show({ text: tell(done.updated, decision), ...action });
      return refreshPages();
    },
    onError: failed,
  });
  const run = (meant: Meant, decision: Decision): void => mutate({ meant, decision });
  return { run, undo, pending: isPending || back.isPending };
}

/** Says what a decision did. */
function useOutcome(): (count: number, decision: Decision) => string {
  const { say } = useSpeech();
  return (count, { verdict, archived }) => {
    if (count === 0) return say(findingsWords.unchanged);
    if (verdict === 'none') return say(judgeWords.none, { count });
    if (verdict !== undefined) return say(judgeWords.judged, { count, verdict: say(verdictWords[verdict]) });
    return say(archived === true ? findingsWords.archived : findingsWords.restored, { count });
  };
}
