import type { Words } from './words.ts';

/** The sign-in page. */
export const signInWords = {
  title: { en: 'Sign in to Yagura', ja: 'Yagura にサインイン' },
  onward: {
    en: 'You are not signed in, or no longer. Afterwards the page that you wanted opens.',
    ja: 'サインインしていないか、サインインの有効期限が切れています。サインインすると、開こうとしていたページを表示します。',
  },
  working: { en: 'Signing you in', ja: 'サインインしています' },
  name: { en: 'Name', ja: '名前' },
  password: { en: 'Password', ja: 'パスワード' },
  enter: { en: 'Sign in', ja: 'サインイン' },
  passkey: { en: 'Sign in with a passkey', ja: 'パスキーでサインイン' },
  elsewhere: { en: 'Sign in with {provider}', ja: '{provider} でサインイン' },
  byLink: { en: 'First time here, or locked out?', ja: '初めての方・サインインできない方' },
  help: {
    en: 'Run this command on the machine where Yagura runs, and open the link that it prints:',
    ja: 'Yagura が動いているマシンで次のコマンドを実行し、表示されたリンクを開いてください。',
  },
  why: {
    en: 'Each link works once, within an hour. Yagura also prints one whenever it starts. Signed in, you can set a password or add a passkey under your name.',
    ja: 'リンクは 1 時間以内に 1 回だけ使えます。Yagura の起動時にも新しいリンクが表示されます。サインイン後、画面右上の自分の名前を開くと、パスワードやパスキーを設定できます。',
  },
  cancelled: {
    en: 'The browser gave no passkey: you may have cancelled, or there is none for this page.',
    ja: 'ブラウザーからパスキーを受け取れませんでした。キャンセルしたか、このページのパスキーがない可能性があります。',
  },
  needsName: {
    en: 'Passkeys do not work on an address of numbers. Open {address} instead.',
    ja: 'パスキーは IP アドレスのページでは使えません。{address} を開いてください。',
  },
  refused: {
    en: 'The identity provider did not vouch for you, or it took more than ten minutes. Try again.',
    ja: 'ID プロバイダーで確認できなかったか、10 分以上かかりました。もう一度お試しください。',
  },
  unknown: {
    en: 'The identity provider knows you, but nobody has added you to Yagura yet. Ask an administrator to add you under the name that the provider uses for you, usually your email address.',
    ja: 'ID プロバイダーでは確認できましたが、Yagura にまだ登録されていません。プロバイダーでの名前（通常はメールアドレス）で登録するよう、管理者に依頼してください。',
  },
  unavailable: {
    en: 'The identity provider does not answer. Sign in another way, or try again later.',
    ja: 'ID プロバイダーから応答がありません。別の方法でサインインするか、時間をおいてお試しください。',
  },
} satisfies Words;
