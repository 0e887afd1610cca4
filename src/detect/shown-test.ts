import type { Guide } from '#attack';
import { isJsonObject } from '#kernel';

type RuleTest = Guide['tests'][number];
type Fields = Readonly<Record<string, unknown>>;

const mostSteps = 6;
const mostFields = 3;

/**
 * The events of a rule's test in the words of its log, which need no translation: `CreateUser → 30 × GetObject`, and
 * what is otherwise than in the rule's first test: `ListUsers, userAgent: curl/8.5.0`.
 */
export function shownTest(test: RuleTest, first: RuleTest): string {
  const events = eventsOf(test);
  const steps = events.map(stepOf).filter((step, index, all) => step !== all[index - 1]);
  const told = [...steps.slice(0, mostSteps), ...(steps.length > mostSteps ? ['…'] : [])].join(' → ');
  const others = othersThan(eventsOf(first), events).filter((field) => !told.includes(field));
  return [told, ...others.slice(0, mostFields)].join(', ');
}

const eventsOf = (test: RuleTest): Fields[] => ['fires' in test ? test.fires : test.quiet].flat();

/** A call by its name, anything else by its first fields. */
function stepOf({ eventName, errorCode, calls, ...others }: Fields): string {
  if (eventName === undefined) return fieldsOf(others).slice(0, mostFields).join(', ');
  const names = [eventName].flat().slice(0, mostFields).map(written).join(', ');
  const times = typeof calls === 'number' && calls > 1 ? `${calls} × ` : '';
  return `${times}${names}${typeof errorCode === 'string' ? ` (${errorCode})` : ''}`;
}

/** Fields that no event of another test has so; those that the steps themselves show are left out. */
function othersThan(others: readonly Fields[], own: readonly Fields[]): string[] {
  const known = new Set(others.flatMap((event) => fieldsOf(event)));
  return [...new Set(own.flatMap((event) => fieldsOf(event)))].filter(
    (field) => !known.has(field) && !/^(?:eventName|errorCode|eventSource|calls):/.test(field),
  );
}

/** `userIdentity.type: IAMUser`, for every field that holds a value. */
function fieldsOf(fields: Fields, above = ''): string[] {
  return Object.entries(fields).flatMap(([name, value]) =>
    isJsonObject(value) ? fieldsOf(value, `${above}${name}.`) : [`${above}${name}: ${written(value)}`],
  );
}

const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 100);
