import type { Words } from './words.ts';

/** The sign-in page. */
export const signInWords = {
  title: { en: 'Sign in to Yagura', ja: 'Yagura にサインイン' },
  working: { en: 'Signing you in', ja: 'サインインしています' },
  help: {
    en: 'Yagura has no passwords. Run this command on the machine where Yagura runs, and open the link that it prints:',
    ja: 'Yagura にパスワードはありません。Yagura が動いているマシンで次のコマンドを実行し、表示されたリンクを開いてください。',
  },
  why: {
    en: 'Each link works once, within an hour. Yagura also prints one whenever it starts.',
    ja: 'リンクは 1 時間以内に 1 回だけ使えます。Yagura の起動時にも新しいリンクが表示されます。',
  },
} satisfies Words;
