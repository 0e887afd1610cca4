import { useMutation } from '@tanstack/react-query';
import { call } from '../../call.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { toastWords } from '../../i18n/toast.ts';
import type { Operations } from '../../operations.ts';
import { useSentence } from '../../parts/refusal.tsx';
import { useToast } from '../../parts/toast.tsx';
import { refreshPages } from '../../queries.ts';

type Name =
  | 'AcceptSuppressionProposal'
  | 'DismissSuppressionProposal'
  | 'RestoreSuppressionProposal'
  | 'EndSuppression';

interface Doing<Done extends Name> {
  readonly operation: Done;
  readonly told: (output: Operations[Done]['output']) => string;
  /** What takes it back. */
  readonly back?: (output: Operations[Done]['output']) => void;
}

/** Calls an operation, tells what it did with a way back, and asks anew for everything on the page. */
export function useDoing<Done extends Name>({ operation, told, back }: Doing<Done>) {
  const { say } = useSpeech();
  const toast = useToast();
  const sentence = useSentence();
  return useMutation({
    mutationFn: (input: Operations[Done]['input']) => call(operation, input),
    onSuccess: (output) => {
      const undo = back === undefined ? {} : { action: { text: say(toastWords.undo), run: () => back(output) } };
      toast.show({ text: told(output), ...undo });
      return refreshPages();
    },
    onError: (error) => toast.show({ text: sentence(error), failed: true }),
  });
}
