import { at } from './json-value.ts';

/** The source of the calls to Yagura itself. They lie beside those of the watched, and are no figures of theirs. */
export const ownCalls = 'yagura';

/** True for a call that Yagura recorded itself: it has all that CloudTrail writes, and this mark. */
export const isOwnCall = (record: unknown): boolean => at(record, ['additionalEventData', 'recordedBy']) === ownCalls;
