import type { FlashbarProps } from '@cloudscape-design/components/flashbar';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../call.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { findingsWords } from '../../i18n/findings.ts';
import { refreshPages } from '../../queries.ts';

/** Archiving, while it runs and after: what it did, or why it could not. */
export interface Archive {
  readonly run: (input: { ids: string[]; archived: boolean }) => void;
  readonly pending: boolean;
  readonly messages: readonly FlashbarProps.MessageDefinition[];
}

/** Archives findings or brings them back; the lists are asked for anew afterwards. */
export function useArchive(afterwards: () => void): Archive {
  const { say } = useSpeech();
  const { mutate, isPending, data, error, variables, reset } = useMutation({
    mutationFn: (input: { ids: string[]; archived: boolean }) => call('UpdateFindings', input),
    onSuccess: async () => {
      afterwards();
      await refreshPages();
    },
  });
  const message = (type: FlashbarProps.Type, content: string): FlashbarProps.MessageDefinition => ({
    id: 'archive',
    type,
    content,
    dismissible: true,
    onDismiss: () => reset(),
  });
  const done = variables?.archived === false ? findingsWords.restored : findingsWords.archived;
  const told = data === undefined ? [] : [message('success', say(done, { count: data.updated }))];
  return { run: mutate, pending: isPending, messages: error === null ? told : [message('error', error.message)] };
}
