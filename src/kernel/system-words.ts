import { certificateTrouble, type CertificateTrouble } from './certificate-words.ts';
import { errorsWithin, ownCode } from './errors-within.ts';
import type { Text } from './text.ts';

/**
 * Why the system, the network or the other side's certificate refused, by the code that Node gives the error; the code
 * stands with it, so that it can be looked up. Of what wraps another error the innermost known one says most.
 * Source: POSIX.1-2024 "Error Numbers"; Node.js, "Common system errors".
 */
export function systemWords(thrown: unknown): Text | undefined {
  const code = errorsWithin(thrown)
    .map(ownCode)
    .find((one) => Object.hasOwn(words, one));
  const said = words[code ?? ''];
  if (said !== undefined) return { en: `${said.en} (${code})`, ja: `${code}: ${said.ja}` };
  const untrusted = certificateTrouble(thrown);
  return untrusted && inWords(untrusted);
}

const inWords = ({ code, why, remedy }: CertificateTrouble): Text => ({
  en: `${why.en} (${code}). ${remedy.en}`,
  ja: `${code}: ${why.ja}。${remedy.ja}`,
});

const full: Text = { en: 'the disk is full', ja: 'ディスクがいっぱいです' };
const forbidden: Text = { en: 'there is no permission', ja: '権限がありません' };
const torn: Text = { en: 'the connection ended in the middle', ja: '途中で接続が切れました' };
const noWay: Text = { en: 'there is no way to it', ja: 'そこへの経路がありません' };
const silent: Text = { en: 'it did not answer in time', ja: '時間内に応答がありませんでした' };
const noTls: Text = {
  en: 'no TLS could be agreed upon; where it speaks plain HTTP, write http:// in place of https://',
  ja: 'TLS で接続できません。相手が平文の HTTP なら、https:// を http:// に直してください',
};
const noHttp: Text = {
  en: 'what answers speaks no HTTP; where it speaks TLS, write https:// in place of http://',
  ja: '応答が HTTP ではありません。相手が TLS なら、http:// を https:// に直してください',
};
const words: Readonly<Record<string, Text>> = {
  ENOSPC: full,
  EDQUOT: { en: 'the quota of the disk is used up', ja: 'ディスクの割り当て（クォータ）を使い切っています' },
  EFBIG: { en: 'the file is larger than the system allows', ja: 'ファイルがシステムの上限を超えています' },
  EACCES: forbidden,
  EPERM: forbidden,
  EROFS: { en: 'the disk is mounted for reading alone', ja: 'ディスクが読み取り専用でマウントされています' },
  ENOENT: { en: 'there is nothing under this name', ja: 'その名前のファイルやフォルダーはありません' },
  EEXIST: { en: 'a file of that name is in the way', ja: '同じ名前のファイルがすでにあります' },
  ENOTDIR: { en: 'a part of the path is a file, not a folder', ja: 'パスの途中がフォルダーではなくファイルです' },
  EISDIR: { en: 'it is a folder, not a file', ja: 'ファイルではなくフォルダーです' },
  ENOTEMPTY: { en: 'the folder is not empty', ja: 'フォルダーが空ではありません' },
  ELOOP: { en: 'links lead around in a circle', ja: 'リンクが循環しています' },
  ENAMETOOLONG: { en: 'the path is too long', ja: 'パスが長すぎます' },
  EIO: { en: 'the disk failed', ja: 'ディスクでエラーが起きました' },
  EMFILE: { en: 'this process has too many files open', ja: 'このプロセスが開いているファイルが多すぎます' },
  ENFILE: { en: 'this machine has too many files open', ja: 'このマシンで開かれているファイルが多すぎます' },
  EBUSY: { en: 'another program holds it', ja: '別のプログラムが使用中です' },
  EADDRINUSE: { en: 'another program listens there', ja: '別のプログラムが使用中です' },
  EADDRNOTAVAIL: { en: 'this machine has no such address', ja: 'このマシンにそのアドレスはありません' },
  ECONNREFUSED: { en: 'nothing answers there', ja: '接続を拒否されました' },
  ECONNRESET: torn,
  EPIPE: torn,
  ERR_STREAM_PREMATURE_CLOSE: torn,
  EPROTO: noTls,
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: noTls,
  HPE_INVALID_CONSTANT: noHttp,
  EHOSTUNREACH: noWay,
  ENETUNREACH: noWay,
  ETIMEDOUT: silent,
  UND_ERR_CONNECT_TIMEOUT: silent,
  UND_ERR_HEADERS_TIMEOUT: silent,
  ENOTFOUND: { en: 'there is no server of that name', ja: 'その名前のサーバーが見つかりません' },
  EAI_AGAIN: { en: 'its name cannot be looked up now', ja: '今は名前解決ができません' },
  Z_DATA_ERROR: { en: 'the compressed data is damaged', ja: '圧縮データが壊れています' },
  Z_BUF_ERROR: { en: 'the compressed data ends too early', ja: '圧縮データが途中で終わっています' },
};
