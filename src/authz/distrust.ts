import { errors } from 'jose';
import { textOf, type Text } from '#kernel';

/** Why a token cannot be trusted. What the library says of it is told in Japanese by its code. */
export function distrustOf(error: unknown): Text {
  const { en, ja } = textOf(error);
  const known = error instanceof errors.JOSEError ? reasons[error.code] : undefined;
  return { en: `it cannot be trusted: ${en}`, ja: `信頼できないトークンです: ${known ?? ja}` };
}

const reasons: Readonly<Record<string, string>> = {
  ERR_JWT_EXPIRED: '有効期限が切れています',
  ERR_JWT_CLAIM_VALIDATION_FAILED: '必要なクレームがないか、値が正しくありません',
  ERR_JOSE_ALG_NOT_ALLOWED: '署名アルゴリズムが許可されていません',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: '署名が正しくありません',
  ERR_JWKS_NO_MATCHING_KEY: '署名に使われた鍵が発行者の公開鍵の中にありません',
  ERR_JWKS_MULTIPLE_MATCHING_KEYS: '当てはまる公開鍵が複数あります。トークンに kid が必要です',
  ERR_JWS_INVALID: 'JSON Web Token の形ではありません',
  ERR_JWT_INVALID: 'JSON Web Token の形ではありません',
};
