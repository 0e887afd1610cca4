import { textOf, type Text } from '#kernel';

/** Why a server could not be asked, or did not answer whole. */
export const whyUnreachable = (error: unknown): Text => (wasLate(error) ? tooLate : textOf(error));

export const tooLate: Text = {
  en: 'it took longer than the minute that it has',
  ja: '制限時間（1 分）内に受信が終わりませんでした',
};

/** An error that wraps another one says less than that. */
const wasLate = (error: unknown): boolean =>
  error instanceof Error && (['AbortError', 'TimeoutError'].includes(error.name) || wasLate(error.cause));
