import { useMutation } from '@tanstack/react-query';
import { call, CallError, makePasskey } from '../../call.ts';
import { accountWords } from '../../i18n/account.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { signInWords } from '../../i18n/sign-in.ts';
import type { PasskeyState } from '../../operations.ts';
import { MakeNamed, NamedThings } from '../../parts/named-things.tsx';
import { namedAddress, takesPasskeys } from '../../parts/passkeys.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { refreshPages } from '../../queries.ts';

/** The reader's passkeys: added and removed here. */
export function Passkeys({ passkeys }: { passkeys: readonly PasskeyState[] }) {
  const { say } = useSpeech();
  const add = useMutation({ mutationFn: makePasskey, onSuccess: refreshPages });
  const remove = useMutation({
    mutationFn: ({ id }: PasskeyState) => call('RemovePasskey', { id }),
    onSuccess: refreshPages,
  });
  const fault = add.error ?? remove.error;
  return (
    <NamedThings
      title={accountWords.passkeysTitle}
      help={accountWords.passkeysHelp}
      things={passkeys}
      keyOf={({ id }) => id}
      empty={accountWords.passkeysEmpty}
      removeNamed={accountWords.passkeyRemove}
      remove={remove.mutate}
    >
      <Refusal error={fault === null || fault instanceof CallError ? fault : say(accountWords.passkeyFailed)} />
      {takesPasskeys() ? (
        <MakeNamed
          label={accountWords.passkeyName}
          button={accountWords.passkeyAdd}
          pending={add.isPending}
          make={add.mutate}
        />
      ) : (
        <p>{say(signInWords.needsName, { address: namedAddress() })}</p>
      )}
    </NamedThings>
  );
}
