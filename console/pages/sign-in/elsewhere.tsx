import Button from '@cloudscape-design/components/button';
import { useQuery } from '@tanstack/react-query';
import { useSpeech } from '../../i18n/language.tsx';
import { signInWords } from '../../i18n/sign-in.ts';
import { queries } from '../../queries.ts';

/** The identity provider, when one is configured. */
export function Elsewhere() {
  const { say } = useSpeech();
  const { data } = useQuery(queries.waysIn);
  if (typeof data?.provider !== 'string') return null;
  return (
    <Button fullWidth href="/sign-in/elsewhere" iconName="external">
      {say(signInWords.elsewhere, { provider: data.provider })}
    </Button>
  );
}
