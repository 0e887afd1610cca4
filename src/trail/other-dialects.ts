import type { Text } from '#kernel';

type Words = ReadonlyMap<string, string>;

/**
 * What to write instead of each word of another dialect that stands in a query which was not answered; nothing where
 * there is none. Texts and comments of the query do not count.
 */
export function instead(sql: string): Text | undefined {
  const bare = sql.replaceAll(/'(?:[^'\\]|\\.|'')*'|--[^\n]*|\/\*.*?\*\//gs, "''");
  const pairs = [...storesIn(bare), ...widgetsIn(bare), ...functionsIn(bare), ...fieldsIn(bare)].slice(0, most);
  if (pairs.length === 0) return undefined;
  return {
    en: `In this lake's SQL (ClickHouse's) ${pairs.map(([from, to]) => `${from} is ${to}`).join('; ')}.`,
    ja: `このレイクの SQL は ClickHouse の方言です。次のように書き換えてください: ${pairs.map(([from, to]) => `${from} は ${to}`).join('、')}。`,
  };
}

const most = 6;

type Pair = readonly [string, string];

/** An event data store, or what people call CloudTrail's table in Athena. */
const store =
  /\b(?:from|join)\s+(?:"?[\w$]+"?\.)?["`]?(\w+(?:-\w+)+|\$\{?\w+\}?(?!\$)|<[\w -]+>|\w*(?:cloudtrail|event_?data_?store)\w*|events?|findings|eventdata|eds_?id)(?![\w-])/gi;

const storesIn = (sql: string): Pair[] =>
  unique([...sql.matchAll(store)].map(([, name = '']) => name)).map((name) => [
    name,
    name.toLowerCase() === 'findings'
      ? 'occurrences, a row for each time; the findings themselves are told by yagura call yagura ListFindings'
      : 'api_activity',
  ]);

/** What dashboards of CloudTrail Lake fill in. */
const widgetsIn = (sql: string): Pair[] =>
  unique(sql.match(/\$(?:StartTime|EndTime|Period)\$/gi) ?? []).map((name) => [
    name,
    name.toLowerCase() === '$period$' ? 'INTERVAL 1 HOUR, or another' : 'a time, such as now() - INTERVAL 7 DAY',
  ]);

const functionsIn = (sql: string): Pair[] =>
  unique([...sql.matchAll(/\b(\w+)\s*\((?!\s*where\b)/gi)].map(([, name = '']) => name)).flatMap((name) =>
    pair(name, functions.get(name.toLowerCase())),
  );

/** Names and paths with dots, as CloudTrail has them, in any case, also behind the short name of a table. */
const fieldsIn = (sql: string): Pair[] =>
  unique([...sql.matchAll(/(?<![\w.$@])[a-z]\w*(?:\.[a-z]\w*)*(?![\w(])/gi)].map(([path]) => path)).flatMap((path) =>
    pair(path, columnOf(path) ?? columnOf(path.slice(path.indexOf('.') + 1))),
  );

const columnOf = (path: string): string | undefined => columns.get(path.toLowerCase()) ?? inRaw(path);

const pair = (from: string, to: string | undefined): Pair[] => (to === undefined ? [] : [[from, to]]);

const unique = (words: readonly string[]): string[] => [...new Set(words)];

/** A part of the event that has no column is read from its text, in whatever case it is written. */
function inRaw(path: string): string | undefined {
  const [first = '', ...rest] = path.split('.');
  const value = values.get(first.toLowerCase());
  if (value !== undefined) return `JSONExtractString(raw, '${value}')`;
  const part = parts.get(first.toLowerCase());
  if (part === undefined) return undefined;
  const names = [part, ...(rest.length === 0 ? ['NAME'] : rest)].map((name) => `'${name}'`);
  return `JSONExtractStringCaseInsensitive(raw, ${names.join(', ')})`;
}

const words = (table: Readonly<Record<string, string>>): Words => new Map(Object.entries(table));

const inSmallLetters = (names: string): Words => new Map(names.split(/\s+/).map((name) => [name.toLowerCase(), name]));

/** What CloudTrail calls what the columns of api_activity hold. */
const columns = words({
  awsregion: 'region',
  errorcode: "error ('' where there is none)",
  errormessage: 'error_message',
  eventcategory: 'category',
  eventid: 'id',
  eventname: 'action',
  eventsource: 'service',
  eventtime: 'time',
  eventtype: 'event_type',
  readonly: 'read_only',
  recipientaccountid: 'account',
  sourceipaddress: 'address',
  useragent: 'agent',
  'useridentity.accesskeyid': 'access_key',
  'useridentity.accountid': 'principal_account',
  'useridentity.arn': 'session_arn for a session of a role, else principal',
  'useridentity.sessioncontext.attributes.mfaauthenticated': 'mfa',
  'useridentity.sessioncontext.sessionissuer.arn': 'principal',
  'useridentity.sessioncontext.sessionissuer.username': 'user_name',
  'useridentity.type': 'principal_type',
  'useridentity.username': 'user_name',
});

/** What an event says beside its columns: texts, and records of their own. */
const values = inSmallLetters('apiVersion eventVersion managementEvent requestID sharedEventID vpcEndpointId');
const parts = inSmallLetters(
  `addendum additionalEventData insightDetails requestParameters resources responseElements serviceEventDetails
   tlsDetails userIdentity`,
);

/**
 * Functions of Trino, which CloudTrail Lake and Athena speak, and of PostgreSQL and Kusto, as the lake writes them.
 * Sources: the lists of functions of Trino, and of ClickHouse 26.7, whose dialect is the lake's.
 */
const functions = words({
  approx_distinct: 'uniq(x)',
  approx_percentile: 'quantile(0.95)(x)',
  arbitrary: 'any(x)',
  array_distinct: 'arrayDistinct(list)',
  array_join: "arrayStringConcat(list, ',')",
  array_sort: 'arraySort(list)',
  at_timezone: "toTimeZone(time, 'Asia/Tokyo')",
  base64_decode: 'base64Decode(text)',
  base64_encode: 'base64Encode(text)',
  bool_and: 'min(condition)',
  bool_or: 'max(condition)',
  cardinality: 'length(list)',
  codepoint: 'ascii(text)',
  contains: 'has(list, x), and isIPAddressInRange(address, network) for addresses',
  count_if: 'countIf(condition)',
  date_add: 'time + INTERVAL 7 DAY, or dateAdd(DAY, 7, time)',
  date_parse: "parseDateTime(text, '%Y-%m-%d')",
  dayname: "formatDateTime(time, '%W')",
  day_of_week: 'toDayOfWeek(time)',
  day_of_year: 'toDayOfYear(time)',
  ago: 'now() - INTERVAL 7 DAY',
  any_match: 'arrayExists(x -> x > 1, list)',
  all_match: 'arrayAll(x -> x > 1, list)',
  none_match: 'NOT arrayExists(x -> x > 1, list)',
  element_at: 'list[1]',
  every: 'min(condition)',
  filter: 'arrayFilter(x -> x > 1, list)',
  flatten: 'arrayFlatten(lists)',
  format_datetime: "formatDateTime(time, '%Y-%m-%d')",
  from_base64: 'base64Decode(text)',
  from_iso8601_date: 'toDate(text)',
  from_iso8601_timestamp: 'parseDateTimeBestEffort(text)',
  from_unixtime: 'fromUnixTimestamp(seconds)',
  histogram: 'sumMap(map(x, 1))',
  iif: 'if(condition, a, b)',
  is_ipv4: 'isIPv4String(text)',
  isipaddressinrange: 'isIPv4String(address) AND isIPAddressInRange(address, network) where an address may be a name',
  json_array_length: "JSONLength(raw, 'resources')",
  json_extract: "JSONExtractRaw(raw, 'userIdentity')",
  json_extract_scalar: "JSONExtractString(raw, 'userIdentity', 'arn')",
  json_format: 'toString(x)',
  json_parse: "JSONExtractRaw(raw, 'requestParameters')",
  json_size: "JSONLength(raw, 'resources')",
  listagg: "arrayStringConcat(groupArray(x), ',')",
  map_agg: 'mapFromArrays(groupArray(key), groupArray(value))',
  map_keys: 'mapKeys(map), or JSONExtractKeys(text)',
  map_values: 'mapValues(map)',
  median: 'median(x), in small letters',
  multimap_agg: 'mapFromArrays(groupArray(key), groupArray(value))',
  reduce: "arrayReduce('sum', list)",
  regexp_count: 'countMatches(text, pattern)',
  regexp_extract_all: 'extractAll(text, pattern)',
  regexp_like: 'match(text, pattern)',
  regexp_split: 'splitByRegexp(pattern, text)',
  regexp_substr: 'extract(text, pattern)',
  sequence: 'range(1, 4)',
  set_agg: 'groupUniqArray(x)',
  slice: 'arraySlice(list, 1, 2)',
  split: "splitByString('/', text)",
  split_part: "splitByString('/', text)[1]",
  string_agg: "arrayStringConcat(groupArray(x), ',')",
  strpos: 'position(text, part)',
  to_base64: 'base64Encode(text)',
  to_char: "formatDateTime(time, '%Y-%m-%d')",
  to_hex: 'hex(text)',
  to_iso8601: 'toString(time)',
  to_timestamp: 'parseDateTimeBestEffort(text)',
  to_unixtime: 'toUnixTimestamp(time)',
  to_utf8: 'the text itself',
  transform: 'arrayMap(x -> x + 1, list)',
  try: 'the expression itself, whose functions end in OrNull where they may fail',
  try_cast: "accurateCastOrNull(x, 'Int64')",
  typeof: 'toTypeName(x)',
  time_bucket: 'toStartOfInterval(time, INTERVAL 1 HOUR)',
  unix_timestamp: 'toUnixTimestamp(time)',
  utc_timestamp: 'now()',
  uuid: 'generateUUIDv4()',
  unnest: 'FROM api_activity ARRAY JOIN list AS x',
  url_extract_host: 'domain(url)',
  url_extract_parameter: 'extractURLParameter(url, name)',
  url_extract_path: 'path(url)',
  values: 'SELECT 1 AS a UNION ALL SELECT 2',
  week_of_year: 'toISOWeek(time)',
});
