import { certificateTrouble, inOwnWords, sentenceOf, systemWords, type Text } from '#kernel';
import { codeOf } from './guarded.ts';

/**
 * Why PostgreSQL cannot be used now by `role`, with the remedy; undefined where it refused a statement (a broken
 * constraint) and not all of them. Its own codes say most, then those of the system, then what its driver says without any.
 */
export function whyUnusable(error: unknown, role: string): Text | undefined {
  const code = codeOf(error);
  const known = byCode[isRoleAbsent(error) ? 'role' : code] ?? spoken(error, refusals) ?? untrusted(error);
  if (known !== undefined) return filled(known, { role });
  const why = systemWords(error) ?? spoken(error, silences) ?? (unusable.test(code) ? asItSays(error) : undefined);
  return (
    why && {
      en: `does not answer: ${why.en}. Start it, or correct store.url, then repeat`,
      ja: `が応答しません（${why.ja}）。起動するか store.url を直してから、もう一度実行してください`,
    }
  );
}

/** TLS is on, and the server's certificate is refused. */
function untrusted(error: unknown): Text | undefined {
  const trouble = certificateTrouble(error, inAddress);
  if (trouble === undefined) return undefined;
  const { code, why, remedy } = trouble;
  return {
    en: `${why.en} (${code}). ${remedy.en}, then repeat`,
    ja: `${why.ja}（${code}）。${remedy.ja}。そのあとで、もう一度実行してください`,
  };
}

const inAddress: Text = { en: 'store.url (sslrootcert=FILE)', ja: ' store.url の sslrootcert=FILE ' };

/** Codes of the operating system, and PostgreSQL's classes 08 (connection), 28 (sign-in), 53 (full), 57P (ended). */
const unusable = /^(?:E[A-Z]+|08...|28...|53...|57P..)$/;

const asItSays = (error: unknown): Text => inOwnWords(sentenceOf(error));

const full = (what: Text): Text => ({
  en: `${what.en}, then repeat`,
  ja: `${what.ja}から、もう一度実行してください`,
});

/** PostgreSQL says with one code that a role is not there, or may not log in, and that a rule keeps it out. */
const isRoleAbsent = (error: unknown): boolean =>
  codeOf(error) === '28000' &&
  error instanceof Error &&
  'routine' in error &&
  error.routine === 'InitializeSessionUserId';

const filled = ({ en, ja }: Text, { role }: { role: string }): Text => ({
  en: `cannot be used: ${en.replaceAll('{role}', role)}`,
  ja: `を使えません。${ja.replaceAll('{role}', role)}`,
});

/** Source: PostgreSQL 15, Appendix A, "PostgreSQL Error Codes". */
const byCode: Readonly<Record<string, Text>> = {
  '28P01': {
    en: 'the password of "{role}" is wrong, or it has no such role (28P01). Correct them in store.url',
    ja: 'ロール「{role}」のパスワードが違うか、そのロールがありません（28P01）。store.url を直してください',
  },
  role: {
    en: 'it has no role "{role}", or one that may not log in (28000). Create it with createuser, allow it with ALTER ROLE ... LOGIN, or correct store.url',
    ja: 'ロール「{role}」がないか、ログインを許可されていません（28000）。createuser で作成するか ALTER ROLE ... LOGIN で許可するか、store.url を直してください',
  },
  '28000': {
    en: 'it does not let "{role}" in from here (28000). Allow it in pg_hba.conf, add ?sslmode=verify-full to store.url where it wants TLS, or correct store.url',
    ja: 'ロール「{role}」では、ここから接続できません（28000）。pg_hba.conf で許可するか、TLS が必須なら store.url に ?sslmode=verify-full を付けるか、store.url を直してください',
  },
  '3D000': {
    en: 'a database of that name does not exist (3D000). Create it with createdb, or correct store.url',
    ja: 'その名前のデータベースがありません（3D000）。createdb で作成するか、store.url を直してください',
  },
  '42501': {
    en: '"{role}" lacks a right there (42501). Give it the database: ALTER DATABASE ... OWNER TO "{role}"',
    ja: 'ロール「{role}」に権限が足りません（42501）。ALTER DATABASE ... OWNER TO "{role}" でデータベースの所有者にしてください',
  },
  '25006': {
    en: 'it may only be read (25006), as a standby. Name the primary in store.url',
    ja: '読み取り専用です（25006）。スタンバイなら、store.url にプライマリーを指定してください',
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
  '57014': full({
    en: 'it ended a statement that took too long (57014). Raise its statement_timeout for this role or database',
    ja: '時間のかかる文をサーバーが打ち切りました（57014）。このロールかデータベースの statement_timeout を長くして',
  }),
  '55P03': full({
    en: 'it gave up waiting for a lock (55P03). End what holds it, or raise its lock_timeout',
    ja: 'ロック待ちをサーバーが打ち切りました（55P03）。ロックしている処理を終了するか lock_timeout を長くして',
  }),
  '25P03': full({
    en: 'it ended a transaction that paused too long (25P03). Raise its idle_in_transaction_session_timeout',
    ja: '休止したままのトランザクションをサーバーが打ち切りました（25P03）。idle_in_transaction_session_timeout を長くして',
  }),
  '57P01': full({ en: 'it was stopped (57P01). Start it', ja: 'サーバーが停止されました（57P01）。起動して' }),
  '57P02': full({
    en: 'it failed and starts anew (57P02). Wait a moment',
    ja: 'サーバーが異常終了し、再起動しています（57P02）。少し待って',
  }),
  '57P03': full({
    en: 'it is just starting or stopping (57P03). Wait a moment',
    ja: '起動か停止の途中です（57P03）。少し待って',
  }),
};

/** What the driver says without a code, of a connection that is lost or never was. */
const spoken = (error: unknown, words: readonly Spoken[]): Text | undefined =>
  words.find(({ has }) => sentenceOf(error).includes(has))?.said;

interface Spoken {
  readonly has: string;
  readonly said: Text;
}

const torn: Text = { en: 'the connection ended in the middle', ja: '途中で接続が切れました' };
const silent: Text = { en: 'it did not answer in time', ja: '時間内に応答がありませんでした' };

const silences: readonly Spoken[] = [
  { has: 'Connection terminated due to connection timeout', said: silent },
  { has: 'timeout exceeded when trying to connect', said: silent },
  { has: 'Connection terminated', said: torn },
  { has: 'Client has encountered a connection error', said: torn },
];

const refusals: readonly Spoken[] = [
  {
    has: 'client password must be',
    said: {
      en: 'it wants a password of "{role}". Write it into store.url: postgres://user:password@host/database',
      ja: 'ロール「{role}」のパスワードが必要です。store.url に postgres://user:password@host/database の形で書いてください',
    },
  },
  {
    has: 'There was an error establishing an SSL connection',
    said: {
      en: 'what answers there is no PostgreSQL. Correct the host and the port in store.url',
      ja: 'その宛先は PostgreSQL ではありません。store.url のホストとポートを直してください',
    },
  },
  {
    has: 'does not support SSL connections',
    said: {
      en: 'it speaks no TLS, which store.url asks for. Switch it on there (ssl = on), or take sslmode out of store.url',
      ja: 'store.url は TLS を求めていますが、サーバーが対応していません。サーバーで ssl = on にするか、store.url の sslmode を外してください',
    },
  },
];
