import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import { preferencesWords } from '../i18n/preferences.ts';
import { useSpeech } from '../i18n/language.tsx';
import { statesWords } from '../i18n/states.ts';
import { queries } from '../queries.ts';
import { useToast } from './toast.tsx';

/** Tells once that what this person keeps could not be read, and again when trying anew did not help. */
export function useUnreadPreferences(): void {
  const { say } = useSpeech();
  const toast = useToast();
  const { isError, refetch } = useQuery(queries.preferences);
  const isTold = useRef(false);
  const again = async (): Promise<void> => {
    toast.dismiss();
    if ((await refetch()).isError) tell();
  };
  const tell = (): void =>
    toast.show({
      text: say(preferencesWords.unread),
      action: { text: say(statesWords.again), run: () => void again() },
    });
  const tellOnce = useEffectEvent(() => {
    if (!isTold.current) tell();
    isTold.current = true;
  });
  useEffect(() => {
    if (isError) tellOnce();
  }, [isError]);
}
