import { Fault, type Text } from '#kernel';

/** Why a file that ends too early cannot be read. */
export const cutOff: Text = { en: 'its end is missing', ja: '末尾が欠けています' };

/** A file of a form that is read from its end, which cannot be read so: `what` is the form, as in 'the zip archive'. */
export const damagedFile = (what: Text, why: Text, cause: unknown): Fault =>
  new Fault(
    'BadInput',
    {
      en: `${what.en} cannot be read: ${why.en}. Fetch it again and import it once more`,
      ja: `${what.ja}を読み込めません（${why.ja}）。取得し直してから、もう一度取り込んでください。`,
    },
    { cause },
  );
