import type { Finding } from '#findings';
import type { Place } from '#intel';
import { apart, type Text } from '#kernel';
import type { Actor } from './actor.ts';
import { inWords } from './place.ts';

/** What logs that are no calls hold, by their table. */
const kinds: Readonly<Record<string, Text>> = {
  network_activity: { en: 'This is network traffic', ja: '通信' },
  dns_activity: { en: 'These are DNS queries', ja: ' DNS クエリ' },
  http_activity: { en: 'These are web requests', ja: ' Web リクエスト' },
};

/** Whose traffic it is, as a sentence; undefined for calls, where somebody acted. */
export function trafficSentence({ principal, account }: Finding, actor: Actor, where?: Place): Text | undefined {
  const kind = kinds[actor.table];
  const name = principal || actor.name || actor.address;
  if (kind === undefined || name === '') return undefined;
  const whose = machineIn(name);
  const known = inWords(where);
  const address = actor.address === '' || actor.address === name ? nothing : { en: actor.address, ja: actor.address };
  const about = joined([address, known]);
  const ja = whose.ja + (about.ja && `（${about.ja}）`);
  const holder = holderOf(account, ja);
  return {
    en: `${kind.en} of ${whose.en}${about.en && ` (${about.en})`}${holder.en}.`,
    ja: `${holder.ja}${apart(ja)}による${kind.ja}です。`,
  };
}

/** In Japanese the name of a machine follows, and Latin letters stand apart from the particle. */
function holderOf(account: string, next: string): Text {
  if (account === '') return nothing;
  const gap = /^[!-~]/.test(next) ? ' ' : '';
  return { en: ` in account ${account}`, ja: `アカウント ${account} の${gap}` };
}

const nothing: Text = { en: '', ja: '' };

const joined = (texts: readonly Text[]): Text => ({
  en: texts
    .map(({ en }) => en)
    .filter(Boolean)
    .join(', '),
  ja: texts
    .map(({ ja }) => ja)
    .filter(Boolean)
    .join('、'),
});

function machineIn(name: string): Text {
  if (/^i-[0-9a-f]+$/.test(name)) return { en: `the EC2 instance ${name}`, ja: `EC2 インスタンス ${name}` };
  if (/^eni-[0-9a-f]+$/.test(name))
    return { en: `the network interface ${name}`, ja: `ネットワークインターフェイス ${name}` };
  if (/^[0-9a-f]*[.:][0-9a-f.:]*$/i.test(name)) return { en: `the address ${name}`, ja: `アドレス ${name}` };
  return { en: name, ja: name };
}
