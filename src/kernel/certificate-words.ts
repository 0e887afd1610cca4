import { errorsWithin, ownCode } from './errors-within.ts';
import type { Text } from './text.ts';

/** Why a server's certificate was refused, and what mends that: a part of a sentence, and a sentence without its full stop. */
export interface CertificateTrouble extends Meaning {
  /** Node's own, to be looked up. */
  readonly code: string;
}

interface Meaning {
  readonly why: Text;
  readonly remedy: Text;
}

/**
 * What is wrong with a server's certificate, where that is why it was refused. `authority` says where a PEM file is named
 * whose certificates are trusted. Source: Node.js, "X509 certificate error codes"; OpenSSL, "X509_STORE_CTX_get_error".
 */
export function certificateTrouble(thrown: unknown, authority = nodeAuthority): CertificateTrouble | undefined {
  const error = errorsWithin(thrown).find((one) => Object.hasOwn(troubles, ownCode(one)));
  if (error === undefined) return undefined;
  const code = ownCode(error);
  const { why, remedy } = troubles[code]?.(namesIn(error)) ?? unknown;
  const [en, ja] = [remedy.en.replace('{authority}', authority.en), remedy.ja.replace('{authority}', authority.ja)];
  return { code, why, remedy: { en, ja } };
}

interface Names {
  /** Which names the certificate bears, and by which the server was called; '' where that is not known. */
  readonly borne: string;
  readonly called: string;
}

/** Node tells both with the error of a name that does not fit, and nothing with the others. */
function namesIn(error: Error): Names {
  const called = 'host' in error ? String(error.host) : '';
  const certificate = 'cert' in error ? error.cert : undefined;
  const names =
    typeof certificate === 'object' && certificate !== null && 'subjectaltname' in certificate
      ? String(certificate.subjectaltname)
      : '';
  return { called, borne: names.replaceAll(/(?:DNS|IP Address):/g, '') };
}

type Told = (names: Names) => Meaning;

const unknown: Meaning = {
  why: {
    en: 'its certificate comes from an authority that this machine does not trust, or it leaves out an intermediate certificate',
    ja: 'サーバー証明書を発行した認証局をこのマシンが信頼していないか、サーバーが中間証明書を送っていません',
  },
  remedy: {
    en: 'Name the PEM file of that authority in {authority}, or have the server send its whole chain',
    ja: '認証局の証明書の PEM ファイルを{authority}で指定するか、サーバーが中間証明書も送るように設定してください',
  },
};

const selfSigned: Meaning = {
  why: {
    en: 'its certificate is signed by itself, and nobody told this machine to trust it',
    ja: 'サーバー証明書が自己署名のもので、このマシンは信頼していません',
  },
  remedy: {
    en: 'Name the PEM file of that very certificate in {authority}, or give the server one of an authority',
    ja: 'その証明書自体の PEM ファイルを{authority}で指定するか、サーバーに認証局発行の証明書を設定してください',
  },
};

const expired: Meaning = {
  why: { en: 'its certificate has expired', ja: 'サーバー証明書の有効期限が切れています' },
  remedy: {
    en: 'Renew it on the server, or set the clock of this machine right',
    ja: 'サーバーの証明書を更新してください。このマシンの時計がずれていないかも確認してください',
  },
};

const early: Meaning = {
  why: { en: 'its certificate is not valid yet', ja: 'サーバー証明書の有効期間がまだ始まっていません' },
  remedy: {
    en: 'Set the clock of this machine right, or give the server a certificate that is valid now',
    ja: 'このマシンの時計を確認するか、サーバーに有効期間内の証明書を設定してください',
  },
};

const revoked: Meaning = {
  why: { en: 'its certificate was revoked', ja: 'サーバー証明書は失効しています' },
  remedy: { en: 'Give the server a new one', ja: 'サーバーに新しい証明書を設定してください' },
};

const unfit: Meaning = {
  why: {
    en: 'its certificate, or one in its chain, is not made for a server or too weak',
    ja: 'サーバー証明書かそのチェーンの証明書が、サーバー用でないか弱すぎます',
  },
  remedy: {
    en: 'Give the server a certificate that is made for servers',
    ja: 'サーバーにサーバー認証用の証明書を設定してください',
  },
};

const misnamed: Told = ({ borne, called }) => ({
  why: {
    en: `its certificate is for ${borne || 'another name'}${called && `, not for ${called}`}`,
    ja: `サーバー証明書は${borne ? ` ${borne} ` : '別の名前'}のもので${called ? `、${called} のものではありません` : 'す'}`,
  },
  remedy: {
    en: 'Call the server by a name that stands in its certificate, or give it a certificate with this name',
    ja: '証明書にある名前でサーバーを指定するか、サーバーにこの名前の証明書を設定してください',
  },
});

const troubles: Readonly<Record<string, Told>> = {
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: () => unknown,
  UNABLE_TO_GET_ISSUER_CERT: () => unknown,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: () => unknown,
  SELF_SIGNED_CERT_IN_CHAIN: () => unknown,
  CERT_SIGNATURE_FAILURE: () => unknown,
  CERT_UNTRUSTED: () => unknown,
  DEPTH_ZERO_SELF_SIGNED_CERT: () => selfSigned,
  CERT_HAS_EXPIRED: () => expired,
  CERT_NOT_YET_VALID: () => early,
  CERT_REVOKED: () => revoked,
  INVALID_CA: () => unfit,
  INVALID_PURPOSE: () => unfit,
  EE_KEY_TOO_SMALL: () => unfit,
  CA_KEY_TOO_SMALL: () => unfit,
  CA_MD_TOO_WEAK: () => unfit,
  HOSTNAME_MISMATCH: misnamed,
  ERR_TLS_CERT_ALTNAME_INVALID: misnamed,
};

/** Where an authority is named to a process of Node. */
const nodeAuthority: Text = { en: 'NODE_EXTRA_CA_CERTS', ja: '環境変数 NODE_EXTRA_CA_CERTS ' };
