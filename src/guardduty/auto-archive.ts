import { update } from '#findings';
import { attributeKinds, valuesOf } from './attributes.ts';
import type { GuardDutyContext } from './context.ts';
import type { Condition } from './criteria.ts';
import { conditionsOfFilter, filtersOf, nameInHistory } from './filters.ts';
import { detectorIdOf, guardDutyFinding, type Place } from './finding.ts';
import { holdsAll } from './holds.ts';
import type { Told } from './told.ts';

type ArchiveContext = Pick<GuardDutyContext, 'store' | 'lake' | 'clock' | 'homeAccount'>;

interface Archiving {
  readonly name: string;
  readonly conditions: readonly Condition[];
}

/**
 * Archives those of the findings, just recorded, that fit a filter of their detector, or of the one of Yagura's own
 * account, that says so. Returns the ids of those it archived.
 */
export async function autoArchive(told: readonly Told[], context: ArchiveContext): Promise<ReadonlySet<string>> {
  const kinds = await attributeKinds();
  const filters = new FiltersByDetector(context);
  const archived = new Map<string, string[]>();
  for (const { finding, document, place } of told) {
    const values = valuesOf({ ...guardDutyFinding(finding, document, place, { words: wordless }) }, kinds);
    const filter = (await filters.over(place)).find(({ conditions }) => holdsAll(conditions, values));
    if (filter !== undefined) archived.set(filter.name, [...(archived.get(filter.name) ?? []), finding.id]);
  }
  for (const [name, ids] of archived) await update({ ids }, { archived: true }, nameInHistory({ name }), context);
  return new Set([...archived.values()].flat());
}

/** Filters do not look at words. */
const wordless = { title: '', description: '' };

/** The filters that archive, in the order of their ranks; asked of the store once for each detector. */
class FiltersByDetector {
  readonly #context: ArchiveContext;
  readonly #known = new Map<string, Promise<Archiving[]>>();

  constructor(context: ArchiveContext) {
    this.#context = context;
  }

  async over({ account, region }: Place): Promise<Archiving[]> {
    const detectors = new Set(
      [account, this.#context.homeAccount].map((one) => detectorIdOf({ account: one, region })),
    );
    return (await Promise.all([...detectors].map((detector) => this.#of(detector)))).flat();
  }

  #of(detector: string): Promise<Archiving[]> {
    const known = this.#known.get(detector) ?? this.#read(detector);
    this.#known.set(detector, known);
    return known;
  }

  async #read(detector: string): Promise<Archiving[]> {
    const filters = await filtersOf(detector, this.#context);
    const archiving = filters.filter(({ action }) => action === 'ARCHIVE');
    return Promise.all(
      archiving.map(async (filter) => ({ name: filter.name, conditions: await conditionsOfFilter(filter) })),
    );
  }
}
