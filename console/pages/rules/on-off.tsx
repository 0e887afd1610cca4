import Toggle from '@cloudscape-design/components/toggle';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../call.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { rulesWords } from '../../i18n/rules.ts';
import { toastWords } from '../../i18n/toast.ts';
import type { RuleLine } from '../../operations.ts';
import { useMay } from '../../parts/may.tsx';
import { useSentence } from '../../parts/refusal.tsx';
import { useToast } from '../../parts/toast.tsx';
import { queryClient } from '../../queries.ts';

/** Switches a rule on and off, at once, with a way back. */
export function OnOff({ rule, children }: { rule: RuleLine; children?: ReactNode }) {
  const { say } = useSpeech();
  const toast = useToast();
  const sentence = useSentence();
  const may = useMay('yagura:SwitchRule');
  const { mutate, isPending } = useMutation({
    mutationFn: (on: boolean) => call('SwitchRule', { id: rule.id, on }),
    onSuccess: async (_, on) => {
      const words = on ? rulesWords.switchedOn : rulesWords.switchedOff;
      const undo = { text: say(toastWords.undo), run: () => mutate(!on) };
      toast.show({ text: say(words, { title: say(rule.title) }), action: undo });
      await rereadRules();
    },
    onError: (error) => toast.show({ text: sentence(error), failed: true }),
  });
  return (
    <Toggle
      checked={rule.on}
      disabled={isPending || !may}
      onChange={({ detail }) => mutate(detail.checked)}
      {...(children === undefined ? { ariaLabel: say(rulesWords.switch, { title: say(rule.title) }) } : {})}
    >
      {children}
    </Toggle>
  );
}

/** Asks anew for everything that was said of rules. */
export const rereadRules = (): Promise<void> =>
  queryClient.invalidateQueries({
    predicate: ({ queryKey }) => ['ListRules', 'GetRule', 'CheckRule', 'ListFindings'].includes(String(queryKey[0])),
  });
