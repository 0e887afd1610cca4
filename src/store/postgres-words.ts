import { sentenceOf, systemWords, type Text } from '#kernel';

/**
 * Why PostgreSQL cannot be used now, with the remedy; undefined where it refused a statement (a broken constraint) and
 * not all of them. Its own codes say most, then those of the system, then what its driver says without any.
 */
export function whyUnusable(error: unknown): Text | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = byCode[code];
  if (known !== undefined) return { en: `cannot be used: ${known.en}`, ja: `を使えません。${known.ja}` };
  const why = systemWords(error) ?? spoken(error) ?? (unusable.test(code) ? asItSays(error) : undefined);
  return (
    why && {
      en: `does not answer: ${why.en}. Start it, or correct store.url, then repeat`,
      ja: `が応答しません（${why.ja}）。起動するか store.url を直してから、もう一度実行してください`,
    }
  );
}

/** Codes of the operating system, and PostgreSQL's classes 08 (connection), 28 (sign-in), 53 (full), 57P (ended). */
const unusable = /^(?:E[A-Z]+|08...|28...|53...|57P..)$/;

const asItSays = (error: unknown): Text => ({ en: sentenceOf(error), ja: sentenceOf(error) });

const full = (what: Text): Text => ({
  en: `${what.en}, then repeat`,
  ja: `${what.ja}から、もう一度実行してください`,
});

/** Source: PostgreSQL 15, Appendix A, "PostgreSQL Error Codes". */
const byCode: Readonly<Record<string, Text>> = {
  '28P01': {
    en: 'the name or the password is wrong (28P01). Correct them in store.url',
    ja: 'ユーザー名かパスワードが違います（28P01）。store.url を直してください',
  },
  '28000': {
    en: 'this name may not sign in from here (28000). Allow it in pg_hba.conf, or correct store.url',
    ja: 'このユーザー名では、ここから接続できません（28000）。pg_hba.conf で許可するか、store.url を直してください',
  },
  '3D000': {
    en: 'a database of that name does not exist (3D000). Create it with createdb, or correct store.url',
    ja: 'その名前のデータベースがありません（3D000）。createdb で作成するか、store.url を直してください',
  },
  '53100': full({
    en: 'its disk is full (53100). Make room',
    ja: 'サーバーのディスクがいっぱいです（53100）。空きを増やして',
  }),
  '53200': full({
    en: 'it has no memory left (53200). Give it more',
    ja: 'サーバーのメモリーが足りません（53200）。増やして',
  }),
  '53300': full({
    en: 'it takes no more connections (53300). End some, or raise its max_connections (Yagura needs up to 10)',
    ja: '接続数が上限に達しています（53300）。不要な接続を閉じるか max_connections を増やして（Yagura は最大 10 本使います）',
  }),
  '57P03': full({
    en: 'it is just starting or stopping (57P03). Wait a moment',
    ja: '起動か停止の途中です（57P03）。少し待って',
  }),
};

/** What the driver says of a connection that is lost, without a code. */
const spoken = (error: unknown): Text | undefined =>
  driverWords.find(({ starts }) => sentenceOf(error).startsWith(starts))?.said;

const torn: Text = { en: 'the connection ended in the middle', ja: '途中で接続が切れました' };
const silent: Text = { en: 'it did not answer in time', ja: '時間内に応答がありませんでした' };

const driverWords: readonly { readonly starts: string; readonly said: Text }[] = [
  { starts: 'Connection terminated due to connection timeout', said: silent },
  { starts: 'timeout exceeded when trying to connect', said: silent },
  { starts: 'Connection terminated', said: torn },
  { starts: 'Client has encountered a connection error', said: torn },
];
