import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import { useMutation } from '@tanstack/react-query';
import { CallError, signInWithPasskey } from '../../call.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { signInWords } from '../../i18n/sign-in.ts';
import { namedAddress, takesPasskeys } from '../../parts/passkeys.ts';
import { useSentence } from '../../parts/refusal.tsx';
import { arrive } from './arrive.ts';

/** A passkey; under a bare address, where browsers give none, the address to open instead. */
export function ByPasskey({ onFault }: { onFault: (sentence: string) => void }) {
  const { say } = useSpeech();
  const sentence = useSentence();
  const enter = useMutation({
    mutationFn: signInWithPasskey,
    onSuccess: arrive,
    onError: (error) => onFault(error instanceof CallError ? sentence(error) : say(signInWords.cancelled)),
  });
  if (!takesPasskeys())
    return (
      <Box variant="small" color="text-body-secondary">
        {say(signInWords.needsName, { address: namedAddress() })}
      </Box>
    );
  return (
    <Button fullWidth iconName="key" loading={enter.isPending} onClick={() => enter.mutate()}>
      {say(signInWords.passkey)}
    </Button>
  );
}
