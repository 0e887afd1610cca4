import type { Call } from '#aws';
import type { OrgContext } from '../context.ts';
import { beginnerOf, credentialsOf, denied, durationOf, keyOf, refuseMfa, sts } from '../sts.ts';
import { issueTemporaryKey, type Acts } from '../temporary-keys.ts';

const span = { least: 900, most: 129_600, usual: 43_200 };

export default sts.operation('GetSessionToken', async (input, context, call) => {
  refuseMfa(input);
  const seconds = durationOf(input.DurationSeconds, span);
  const acts = await sameAs(call, context);
  const { accessKey, name } = call.caller;
  const key = await issueTemporaryKey({ acts, parent: accessKey, seconds, by: name }, context);
  return { Credentials: credentialsOf(key) };
});

/** Acts as the caller does: as the person of the page or the key, or in the key's role. */
async function sameAs(call: Call, context: OrgContext): Promise<Acts> {
  const row = await keyOf(call, context);
  const person = await beginnerOf(call, row, context);
  if (row === undefined) {
    if (person === '') throw denied('The command line has no session of its own. Make a key: bin/yagura keys create');
    return { person, role: '', account: '', session: '', source_identity: '', language: 'en' };
  }
  if (row.expires_at !== 0)
    throw denied('A temporary access key cannot ask for another session token. Sign with the long-lived key instead.');
  const { role, account, source_identity, language } = row;
  return { person, role, account, session: role === '' ? '' : row.id, source_identity, language };
}
