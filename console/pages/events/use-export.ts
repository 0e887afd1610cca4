import { useMutation } from '@tanstack/react-query';
import { call } from '../../call.ts';
import { eventsWords } from '../../i18n/events.ts';
import { useSpeech } from '../../i18n/language.tsx';
import type { EventLine } from '../../operations.ts';
import { useSentence } from '../../parts/refusal.tsx';
import { useToast } from '../../parts/toast.tsx';
import { csvOf } from './csv.ts';
import type { AskedEvents } from './use-events.ts';

const most = 10_000;
const atOnce = 500;

/** Writes the events that are found into a file, the newest ten thousand at most. */
export function useExport(asked: AskedEvents): { run: (form: 'csv' | 'jsonl') => void; pending: boolean } {
  const { say } = useSpeech();
  const toast = useToast();
  const sentence = useSentence();
  const { mutate, isPending } = useMutation({
    mutationFn: async (form: 'csv' | 'jsonl') => {
      const { lines, whole } = await everything(asked);
      const text = form === 'csv' ? csvOf(lines) : lines.map((line) => `${JSON.stringify(line)}\n`).join('');
      save(`events.${form}`, text, form === 'csv' ? 'text/csv' : 'application/x-ndjson');
      return { count: lines.length, whole };
    },
    onSuccess: ({ count, whole }) =>
      toast.show({ text: say(whole ? eventsWords.exported : eventsWords.exportedPart, { count }) }),
    onError: (error) => toast.show({ text: sentence(error), failed: true }),
  });
  return { run: mutate, pending: isPending };
}

async function everything(asked: AskedEvents): Promise<{ lines: EventLine[]; whole: boolean }> {
  const lines: EventLine[] = [];
  let cursor: string | undefined;
  let span: { from?: string; to?: string } = {};
  do {
    const page = await call('SearchEvents', {
      ...asked,
      ...span,
      limit: atOnce,
      ...(cursor === undefined ? {} : { cursor }),
    });
    lines.push(...page.events);
    span = { from: page.from, to: page.to };
    cursor = page.next;
  } while (cursor !== undefined && lines.length < most);
  return { lines, whole: cursor === undefined };
}

function save(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
