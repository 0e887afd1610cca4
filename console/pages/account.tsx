import { useSuspenseQuery } from '@tanstack/react-query';
import { accountWords } from '../i18n/account.ts';
import { useSpeech } from '../i18n/language.tsx';
import { nameOfRole } from '../parts/role.ts';
import { Sessions } from '../parts/sessions.tsx';
import { Title } from '../parts/title.tsx';
import { queries } from '../queries.ts';
import { Passkeys } from './account/passkeys.tsx';
import { PasswordPart } from './account/password.tsx';

/** How the reader signs in, and where they are signed in. */
export function AccountPage() {
  const { say } = useSpeech();
  const { data: caller } = useSuspenseQuery(queries.caller);
  const { data: ways } = useSuspenseQuery(queries.myWaysIn);
  return (
    <>
      <Title help={say(accountWords.help, { name: caller.name, role: nameOfRole(caller.role, say) })}>
        {say(accountWords.title)}
      </Title>
      <div className="stack">
        <PasswordPart since={ways.passwordSince} />
        <Passkeys passkeys={ways.passkeys} />
        <Sessions everybody={false} />
      </div>
    </>
  );
}
