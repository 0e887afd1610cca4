import { sentenceOf, type Text } from '#kernel';

/** Why a server could not be asked, or did not answer whole: by the code that Node gives the error. */
export function whyUnreachable(error: unknown): Text {
  const known = codesOf(error).flatMap((code) => reasons[code] ?? []);
  const said = sentenceOf(error);
  return known[0] ?? { en: said, ja: said };
}

/** An error that wraps another one says less than that. */
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const code = 'code' in error ? String(error.code) : error.name;
  return [...codesOf(error.cause), code, error.name];
}

export const tooLate: Text = {
  en: 'it took longer than the minute that it has',
  ja: '制限時間（1 分）内に受信が終わりませんでした',
};
const torn: Text = {
  en: 'the connection ended before everything had come',
  ja: '受信の途中で接続が切れました',
};
const unknownName: Text = { en: 'there is no server of that name', ja: 'その名前のサーバーが見つかりません' };
const untrusted: Text = {
  en: 'its certificate comes from nobody whom this machine trusts (name your own authority in NODE_EXTRA_CA_CERTS)',
  ja: 'サーバー証明書の発行元をこのマシンは信頼していません（独自の認証局は NODE_EXTRA_CA_CERTS で指定してください）',
};

const reasons: Readonly<Record<string, Text>> = {
  AbortError: tooLate,
  TimeoutError: tooLate,
  ECONNRESET: torn,
  ERR_STREAM_PREMATURE_CLOSE: torn,
  ECONNREFUSED: { en: 'nothing answers there', ja: '接続を拒否されました' },
  EHOSTUNREACH: { en: 'there is no way to it', ja: 'そこへの経路がありません' },
  ENETUNREACH: { en: 'there is no way to it', ja: 'そこへの経路がありません' },
  ENOTFOUND: unknownName,
  EAI_AGAIN: { en: 'its name cannot be looked up now', ja: '今は名前解決ができません' },
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  CERT_HAS_EXPIRED: { en: 'its certificate has expired', ja: 'サーバー証明書の有効期限が切れています' },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    en: 'its certificate is for another name',
    ja: 'サーバー証明書が別の名前のものです',
  },
};
