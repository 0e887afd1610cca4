import { setTimeout as pause } from 'node:timers/promises';
import {
  certificateTrouble,
  Fault,
  inOwnWords,
  sentenceOf,
  systemClock,
  systemWords,
  type Clock,
  type FaultCode,
  type Text,
} from '#kernel';
import { brief, codeOf, engineFault } from './engine-fault.ts';

/** The line to a server: tries again when it does not answer, and remembers since when. */
export class Line {
  private readonly host: string;
  private readonly pauses: readonly number[];
  private readonly clock: Clock;
  private since: Date | undefined;

  constructor(host: string, pauses: readonly number[] = [200, 1000, 3000], clock: Clock = systemClock) {
    this.host = host;
    this.pauses = pauses;
    this.clock = clock;
  }

  /**
   * Runs `work`, which must do no harm when it runs again. Throws `Unavailable` when the server stays away,
   * `otherwise` when it refuses.
   */
  async repeat<T>(work: () => Promise<T>, otherwise: FaultCode = 'Internal'): Promise<T> {
    for (const milliseconds of this.pauses) {
      const result = await this.attempt(work, otherwise);
      if ('value' in result) return result.value;
      await pause(milliseconds);
    }
    const last = await this.attempt(work, otherwise);
    if ('value' in last) return last.value;
    return this.giveUp(last.error);
  }

  private async attempt<T>(work: () => Promise<T>, otherwise: FaultCode): Promise<{ value: T } | { error: unknown }> {
    try {
      const value = await work();
      this.since = undefined;
      return { value };
    } catch (error) {
      if (error instanceof Fault || answered(error)) throw engineFault(error, otherwise);
      this.since ??= this.clock.now();
      if (isSilent(error) || untrusted(error)) return this.giveUp(error);
      return { error };
    }
  }

  private giveUp(error: unknown): never {
    const { host } = this;
    const since = this.since?.toISOString() ?? '';
    const code = codeOf(error);
    const said = code === undefined ? deaf(host, since, whyOf(error)) : unable(host, since, whyOf(error), busy[code]);
    throw new Fault('Unavailable', untrusted(error)?.(host) ?? said, { cause: error });
  }
}

/** A certificate that is refused now is refused in a second, too. */
function untrusted(error: unknown): ((host: string) => Text) | undefined {
  const trouble = certificateTrouble(error);
  if (trouble === undefined) return undefined;
  const { code, why, remedy } = trouble;
  return (host) => ({
    en: `ClickHouse at ${host} cannot be used: ${why.en} (${code}). ${remedy.en}. Then do the same again.`,
    ja: `ClickHouse（${host}）を使えません。${why.ja}（${code}）。${remedy.ja}。そのあとで、もう一度実行してください。`,
  });
}

const deaf = (host: string, since: string, why: Text): Text => ({
  en: `ClickHouse at ${host} has not answered since ${since}: ${why.en}. Start it, or correct lake.url (http:// or https://, host, port). Then do the same again.`,
  ja: `ClickHouse（${host}）が ${since} から応答していません（${why.ja}）。起動するか、lake.url（http:// と https:// の別、ホスト、ポート）を直してから、もう一度実行してください。`,
});

const unable = (host: string, since: string, why: Text, { en, ja } = cannotNow): Text => ({
  en: `ClickHouse at ${host} answers since ${since} that ${en}. Wait a moment, then do the same again. (${why.en})`,
  ja: `ClickHouse（${host}）が ${since} から次の応答を返しています: ${ja}。少し待ってから、もう一度実行してください（${why.ja}）。`,
});

/** True when the server kept the line open and said nothing for as long as one waits: the client's words for it. */
const isSilent = (error: unknown): boolean => /^(?:Timeout error|The user aborted a request)/.test(sentenceOf(error));

const cannotNow: Text = { en: 'it cannot do this now', ja: '今は処理できません' };

/** What it is that the server cannot now, where it says so by itself. */
const busy: Readonly<Record<string, Text>> = {
  '202': { en: 'it has too many queries at once', ja: '同時に実行中のクエリが多すぎます' },
  '242': {
    en: 'its table may only be read (a replica without its Keeper?)',
    ja: 'テーブルが読み取り専用になっています（レプリカが Keeper に接続できていない可能性があります）',
  },
  '252': {
    en: 'its table has too many parts that wait to be merged',
    ja: 'テーブルにマージ待ちのパートが多すぎます',
  },
};

/**
 * Codes by which a server says that it cannot now: too many queries or parts, ended by its shutdown, other machines of
 * its cluster that do not answer it. Source: ClickHouse, src/Common/ErrorCodes.cpp.
 */
const passing = new Set(['202', '209', '210', '225', '236', '242', '252', '279', '285', '319', '394', '999']);

/** True when the server itself refused, and would refuse again; not when it only cannot now. */
const answered = (error: unknown): boolean => {
  const code = codeOf(error);
  return code !== undefined && !passing.has(code);
};

const silent: Text = { en: 'it did not answer in time', ja: '時間内に応答がありませんでした' };

/** In a few words: a proxy answers with a whole page. */
function whyOf(error: unknown): Text {
  if (isSilent(error)) return silent;
  const words = brief(error)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');
  const said = words.slice(0, 200).trim().replace(/\.$/, '');
  const own = said === '' ? { en: 'an empty answer', ja: '空の応答' } : inOwnWords(said);
  return systemWords(error) ?? own;
}
