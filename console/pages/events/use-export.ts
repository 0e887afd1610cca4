import { useMutation } from '@tanstack/react-query';
import { call } from '../../call.ts';
import { eventsWords } from '../../i18n/events.ts';
import { useSpeech } from '../../i18n/language.tsx';
import type { EventLine } from '../../operations.ts';
import { useSentence } from '../../parts/refusal.tsx';
import { useToast } from '../../parts/toast.tsx';
import { saveFile } from '../../save-file.ts';
import { csvOf } from './csv.ts';
import type { AskedEvents } from './use-events.ts';

const most = 10_000;
const atOnce = 500;

/** What an export can be: a table, a line of JSON for each line of the list, or what the logs wrote. */
export const forms = ['csv', 'jsonl', 'whole'] as const;
type Form = (typeof forms)[number];

const writing: Readonly<Record<Form, { name: string; type: string; text: (lines: readonly EventLine[]) => string }>> = {
  csv: { name: 'events.csv', type: 'text/csv', text: csvOf },
  jsonl: { name: 'events.jsonl', type: 'application/x-ndjson', text: (lines) => linesOf(lines) },
  whole: {
    name: 'original-events.jsonl',
    type: 'application/x-ndjson',
    text: (lines) => linesOf(lines.map(({ event }) => event)),
  },
};

const linesOf = (values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');

/** Writes the events that are found into a file, the newest ten thousand at most. */
export function useExport(asked: AskedEvents): { run: (form: Form) => void; pending: boolean } {
  const { say } = useSpeech();
  const toast = useToast();
  const sentence = useSentence();
  const { mutate, isPending } = useMutation({
    mutationFn: async (form: Form) => {
      const { lines, whole } = await everything(asked, form === 'whole');
      const { name, text, type } = writing[form];
      saveFile(name, text(lines), type);
      return { count: lines.length, whole };
    },
    onSuccess: ({ count, whole }) =>
      toast.show({ text: say(whole ? eventsWords.exported : eventsWords.exportedPart, { count }) }),
    onError: (error) => toast.show({ text: sentence(error), failed: true }),
  });
  return { run: mutate, pending: isPending };
}

async function everything(asked: AskedEvents, original: boolean): Promise<{ lines: EventLine[]; whole: boolean }> {
  const lines: EventLine[] = [];
  let cursor: string | undefined;
  let span: { from?: string; to?: string } = {};
  do {
    const page = await call('SearchEvents', {
      ...asked,
      ...span,
      limit: atOnce,
      whole: original,
      ...(cursor === undefined ? {} : { cursor }),
    });
    lines.push(...page.events);
    span = { from: page.from, to: page.to };
    cursor = page.next;
  } while (cursor !== undefined && lines.length < most);
  return { lines, whole: cursor === undefined };
}
