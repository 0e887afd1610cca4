import { Fault, textOf } from '#kernel';
import { Buckets, listPage, objectFile, placeOf, type Place, type StoredObject } from './bucket.ts';
import { Checkpoints } from './checkpoints.ts';
import type { IngestContext } from './context.ts';
import type { ImportRun } from './import-run.ts';
import type { Incoming } from './incoming.ts';
import { keyDate } from './key-date.ts';
import { Missed } from './missed.ts';
import { passedOver } from './passed-over.ts';

/** The objects of buckets as inputs. */
export class Objects implements AsyncDisposable {
  readonly buckets: Buckets;

  constructor(config: IngestContext['config']) {
    this.buckets = new Buckets(config);
  }

  /**
   * The objects below `s3://bucket/prefix` that were not read yet. Keys are listed in their order; where a row of
   * keys with dates in them begins, the listing jumps to the day before the last one that is durable, so that old
   * days are never listed again and an object that AWS delivers late is still found.
   */
  async *under(address: string, run: ImportRun): AsyncGenerator<Incoming> {
    const place = placeOf(address);
    const { store } = run.context;
    const missed = new Missed(address, store);
    const most = run.limits.unpackedBytes;
    for (const object of await missed.again(place.bucket)) {
      const file = objectFile(this.buckets, object, most);
      yield { ...file, missed: (why) => missed.add(object, why), known: () => missed.remove(object.key) };
    }
    for await (const object of this.listed(place, await Checkpoints.of(address, store), run)) {
      const mark = { place: address, stem: stemOf(object.key), key: object.key };
      yield { ...objectFile(this.buckets, object, most, mark), missed: (why) => missed.add(object, why) };
    }
  }

  /** Every object below a place, each time; for a reading that keeps nothing. */
  async *all(address: string, most: number): AsyncGenerator<Incoming> {
    const place = placeOf(address);
    for await (const object of list(this.buckets, place, () => undefined)) {
      if (isLog(object)) yield objectFile(this.buckets, object, most);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.buckets.close();
  }

  private async *listed(place: Place, checkpoints: Checkpoints, run: ImportRun): AsyncGenerator<StoredObject> {
    try {
      for await (const object of list(this.buckets, place, (key) => checkpoints.jump(stemOf(key), key))) {
        if (isLog(object)) yield object;
        else run.tally.filesPassedOver += 1;
      }
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      run.tally.problem(textOf(error)); // the other inputs go on
    }
  }
}

/** False for what stands beside logs; consoles make folders as empty objects, and many jobs say so that they are done. */
export const isLog = ({ key, size }: StoredObject): boolean => size > 0 && !passedOver(key);

/** Keys that belong together: what stands before their date, or the folder in which they lie. */
const stemOf = (key: string): string => keyDate(key)?.stem ?? key.slice(0, key.lastIndexOf('/') + 1);

async function* list(
  buckets: Buckets,
  place: Place,
  jump: (key: string) => string | undefined,
): AsyncGenerator<StoredObject> {
  let after = '';
  for (let more = true; more;) {
    const page = await listPage(buckets, place, after);
    more = page.more;
    for (const object of page.objects) {
      const target = jump(object.key);
      after = target ?? object.key;
      if (target !== undefined) {
        more = true;
        break;
      }
      yield object;
    }
  }
}
