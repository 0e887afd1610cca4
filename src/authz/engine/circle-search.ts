import type { Entities, Entity } from './entities.ts';
import { Misread } from './misread.ts';

/** One step of the way up: which of the parents is next. */
interface Step {
  readonly entity: Entity;
  next: number;
}

/** What `Entity.mark` says in one search; each search has numbers of its own. */
let lastMark = 0;

/**
 * Looks for entities that are their own ancestors, and can be left off and taken up again. It goes from parent to parent
 * without recursion, since a hierarchy may be deeper than the stack.
 */
export class CircleSearch {
  private readonly all: Entities;
  private readonly list: readonly Entity[];
  private readonly onTheWay = ++lastMark;
  private readonly done = ++lastMark;
  private readonly way: Step[] = [];
  private place = 0;

  constructor(all: Entities, list: readonly Entity[]) {
    this.all = all;
    this.list = list;
  }

  /** Goes on for so many entities and steps; true once all were looked at. Throws a Misread for a circle. */
  goOn(most: number): boolean {
    for (let left = most; left > 0; left--) {
      const step = this.way.at(-1);
      if (step !== undefined) this.climb(step);
      else if (this.place < this.list.length) this.begin(this.list[this.place++]);
      else return true;
    }
    return false;
  }

  private begin(entity: Entity | undefined): void {
    if (entity === undefined || entity.parents.length === 0 || entity.mark === this.done) return;
    entity.mark = this.onTheWay;
    this.way.push({ entity, next: 0 });
  }

  private climb(step: Step): void {
    const uid = step.entity.parents[step.next++];
    if (uid === undefined) {
      step.entity.mark = this.done;
      this.way.pop();
      return;
    }
    const parent = this.all.get(uid);
    if (parent?.mark === this.onTheWay)
      throw new Misread({
        en: `${uid.written} is its own ancestor; entities may not go in a circle`,
        ja: `${uid.written} が自分自身の祖先になっています。親子関係を循環させることはできません`,
      });
    this.begin(parent);
  }
}
