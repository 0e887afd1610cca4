import { Fault } from '#kernel';

/** How many may listen at once: altogether, and of one session. */
export interface Room {
  readonly most: number;
  readonly mostOfSession: number;
}

/** Counts who listens, so that nobody takes every connection that the server has. */
export class Places {
  readonly #room: Room;
  readonly #taken = new Map<string, number>();
  #total = 0;

  constructor(room: Room) {
    this.#room = room;
  }

  /** Takes a place; what is returned gives it back, once however often it is called. Throws `TooMany`. */
  take(session: string): () => void {
    const taken = this.#taken.get(session) ?? 0;
    if (this.#total >= this.#room.most || taken >= this.#room.mostOfSession)
      throw new Fault('TooMany', {
        en: 'Too many pages are kept up to date at once. Close some tabs; the page itself works, and asks again.',
        ja: '同時に自動更新できるページ数の上限に達しました。不要なタブを閉じてください。ページはこのまま使え、自動で再接続します。',
      });
    this.#total++;
    this.#taken.set(session, taken + 1);
    let isTaken = true;
    return () => {
      if (isTaken) this.#leave(session);
      isTaken = false;
    };
  }

  #leave(session: string): void {
    this.#total--;
    const left = (this.#taken.get(session) ?? 1) - 1;
    if (left === 0) this.#taken.delete(session);
    else this.#taken.set(session, left);
  }
}
