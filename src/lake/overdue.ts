import { Fault, within, type Text } from '#kernel';
import type { Limits } from './lake.ts';

/** Seconds that a question may be late, for the engine to notice that it is. */
const grace = 5;

/** Questions that may be overdue at once: each keeps a processor busy. */
const most = 2;

/**
 * Waits for answers to questions of users, and no longer than they may take. The engine looks at the clock between
 * blocks of rows alone: a function that takes minutes over one row (the distance of two long texts) cannot be ended.
 */
export class Overdue {
  private count = 0;

  /** True while the engine is busy with a question for which nobody waits any more. */
  get any(): boolean {
    return this.count > 0;
  }

  /** What `start` answers. Throws `TooSlow`, and `TooMany` while others are overdue. */
  async wait<T>({ seconds }: Pick<Limits, 'seconds'>, start: () => Promise<T>): Promise<T> {
    if (this.count >= most) throw new Fault('TooMany', tooMany);
    const answer = start();
    let there = false;
    const settled = (): void => void (there = true);
    answer.then(settled, settled);
    try {
      return await within(seconds + grace, late, answer);
    } catch (error) {
      if (!there) this.goesOn(answer);
      throw error;
    }
  }

  private goesOn(answer: Promise<unknown>): void {
    this.count += 1;
    const over = (): void => void (this.count -= 1);
    answer.then(over, over);
  }
}

const late: Text = {
  en: 'The query took longer than it may, and the engine cannot end it in the middle of one row. Do less for each row.',
  ja: 'クエリが制限時間を超えましたが、1 行の処理の途中ではエンジンが中断できません。1 行あたりの処理を減らしてください。',
};

const tooMany: Text = {
  en: `${most} queries that took longer than they may are still being computed. Ask again when they are through, or start Yagura again.`,
  ja: `制限時間を超えたクエリ ${most} 件がまだ計算中です。終わってから実行し直すか、Yagura を起動し直してください。`,
};
