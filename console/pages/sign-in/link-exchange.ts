import { useEffect, useState } from 'react';
import { signIn } from '../../call.ts';
import { paths } from '../../paths.ts';
import { arrive } from './arrive.ts';

type Exchange = { state: 'none' | 'working' } | { state: 'refused'; error: unknown };

/** The token of the address, exchanged once however often the page is drawn; whoever is let in goes where they wanted. */
export function useLinkExchange(): Exchange {
  const [exchange, setExchange] = useState<Exchange>(() => ({
    state: token === '' && !vouchedFor ? 'none' : 'working',
  }));
  useEffect(() => {
    // A link that is opened in this very tab changes the part after # alone, and then nothing is loaded anew.
    const reload = (): void => window.location.reload();
    window.addEventListener('hashchange', reload);
    return () => window.removeEventListener('hashchange', reload);
  }, []);
  useEffect(() => {
    const given = takeToken();
    if (given === '' && vouchedFor) arrive();
    if (given === '') return;
    void signIn(given).then(arrive, (error: unknown) => setExchange({ state: 'refused', error }));
  }, []);
  return exchange;
}

let token = window.location.hash.slice(1);

/** The identity provider has let the reader in, and sent them back here. */
const vouchedFor = new URLSearchParams(window.location.search).get('elsewhere') === 'arrived';

/** Takes the token out of the address too, so that it stands in no history and no screenshot. */
function takeToken(): string {
  const taken = token;
  token = '';
  if (taken !== '') window.history.replaceState(null, '', paths.signIn());
  return taken;
}
