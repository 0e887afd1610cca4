import { z } from 'zod';
import { cloudtrail } from '../cloudtrail.ts';
import { isAttributeKey, lookup, type Found, type Lookup } from '../lookup.ts';
import { touchedBy } from '../touched.ts';

const most = 50;

/** Management events, or Insights, of every account, Region and time that the lake holds; AWS tells those of one Region and of 90 days. */
export default cloudtrail.operation('LookupEvents', async (input, { lake, pageTokens }, call) => {
  const page = { service: 'cloudtrail', operation: 'LookupEvents', input, call };
  const size = sizeOf(input.MaxResults);
  const after = pageTokens.open(page, input.NextToken, Position);
  const wanted = { ...timesOf(input), attributes: attributesOf(input), insights: insightsOf(input), after };
  const found = await lookup({ ...wanted, most: size + 1 }, call.caller, lake);
  const [told, last] = [found.slice(0, size), found[size - 1]];
  const more = found.length > size && last !== undefined;
  return {
    Events: told.map(eventOf),
    ...(more ? { NextToken: pageTokens.seal(page, { at: last.at, id: last.id }) } : {}),
  };
});

const Position = z.strictObject({ at: z.number().int(), id: z.string() });

interface Given {
  readonly LookupAttributes?: { AttributeKey: string; AttributeValue: string }[] | undefined;
  readonly EventCategory?: string | undefined;
  readonly StartTime?: Date | undefined;
  readonly EndTime?: Date | undefined;
}

function sizeOf(asked = most): number {
  if (Number.isInteger(asked) && asked >= 1 && asked <= most) return asked;
  throw cloudtrail.fault(
    'InvalidMaxResultsException',
    `MaxResults is ${asked}, and must be a whole number from 1 to ${most}.`,
  );
}

/** One at most, as AWS has it: a client that sends two would be answered otherwise there. `RunQuery` combines. */
function attributesOf({ LookupAttributes: given = [] }: Given): Lookup['attributes'] {
  if (given.length > 1) throw invalidAttribute(`LookupAttributes holds ${given.length}, and may hold one`);
  return given.map(({ AttributeKey: key, AttributeValue: value }) => {
    if (!isAttributeKey(key))
      throw invalidAttribute(`AttributeKey "${key.slice(0, 100)}" is none that events can be looked up by`);
    if (value === '' || value.length > 2000)
      throw invalidAttribute(`the AttributeValue of ${key} must have 1 to 2,000 characters`);
    if (key === 'ReadOnly' && !/^(true|false)$/.test(value))
      throw invalidAttribute('the AttributeValue of ReadOnly must be true or false');
    return { key, value };
  });
}

const invalidAttribute = (why: string) =>
  cloudtrail.fault('InvalidLookupAttributesException', `These events cannot be looked up: ${why}.`);

function insightsOf({ EventCategory }: Given): boolean {
  if (EventCategory === undefined || EventCategory === 'insight') return EventCategory !== undefined;
  throw cloudtrail.fault(
    'InvalidEventCategoryException',
    `EventCategory is "${EventCategory.slice(0, 100)}". Say insight, or leave it out for management events.`,
  );
}

function timesOf({ StartTime, EndTime }: Given): Pick<Lookup, 'from' | 'to'> {
  const [from, to] = [StartTime?.getTime(), EndTime?.getTime()];
  if (from === undefined || to === undefined || from <= to) return { from, to };
  throw cloudtrail.fault('InvalidTimeRangeException', 'StartTime is later than EndTime. Exchange them.');
}

const eventOf = ({ at, id, service, action, read_only, access_key, user, raw }: Found) => ({
  EventId: id,
  EventName: action,
  ReadOnly: String(read_only),
  ...(access_key === '' ? {} : { AccessKeyId: access_key }),
  EventTime: new Date(at),
  EventSource: service,
  ...(user === '' ? {} : { Username: user }),
  Resources: touchedBy(raw),
  CloudTrailEvent: raw,
});
