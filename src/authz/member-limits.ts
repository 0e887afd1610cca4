import type { Text } from '#kernel';

/** A member of an input that the service does not take. */
export interface BeyondLimit {
  /** `requests.0.principal.entityId`; positions in lists count from 0. */
  readonly path: string;
  readonly message: Text;
}

/** Letters count as the service counts them, each code point as one. */
interface Limit {
  readonly least?: number;
  readonly most?: number;
  readonly pattern?: RegExp;
  /** What the pattern asks for. */
  readonly form?: Text;
  /** Of what stands in a list, or of the values of a map. */
  readonly each?: Limit;
  /** Of the names in a map. */
  readonly names?: Limit;
}

const idForm = {
  en: 'letters, digits, hyphens, slashes and underscores',
  ja: '英数字、ハイフン、スラッシュ、アンダースコア',
};
const id: Limit = { least: 1, most: 200, pattern: /^[\w/-]*$/, form: idForm };
const name: Limit = { most: 150, pattern: /^[\w/-]*$/, form: idForm };
const type: Limit = { least: 1, most: 200 };
const typeName: Limit = {
  ...type,
  pattern: /^(?:[_a-zA-Z]\w*::)*[_a-zA-Z]\w*$/,
  form: { en: 'the name of a type, as User or Shop::Order', ja: 'User や Shop::Order のような型の名前' },
};
const claim: Limit = { least: 1 };
const client: Limit = { least: 1, most: 255 };
const arn: Limit = { least: 1, most: 2048 };
const token: Limit = {
  pattern: /^[\w=-]+\.[\w=-]+\.[\w=-]+$/,
  form: {
    en: 'a JSON web token, of three parts with a dot between them',
    ja: 'ドットで区切った 3 つの部分からなる JSON Web Token',
  },
};

/**
 * What the members of inputs may be, by their name, which means the same in all 34 operations. What more there is to
 * some, such as the prefix of a name, stands where they are read. Source: the service model in botocore 1.44,
 * `verifiedpermissions/2021-12-01/service-2.json`.
 */
const limits: Readonly<Record<string, Limit>> = {
  policyStoreId: id,
  policyId: id,
  policyTemplateId: id,
  identitySourceId: {
    least: 1,
    most: 200,
    pattern: /^[a-zA-Z0-9-]*$/,
    form: { en: 'letters, digits and hyphens', ja: '英数字とハイフン' },
  },
  aliasName: name,
  name,
  clientToken: {
    least: 1,
    most: 64,
    pattern: /^[a-zA-Z0-9-]*$/,
    form: { en: 'letters, digits and hyphens', ja: '英数字とハイフン' },
  },
  description: { most: 150 },
  statement: { least: 1 },
  cedarJson: { least: 1 },
  entityType: type,
  entityId: { least: 1, most: 612 },
  actionType: {
    ...type,
    pattern: /(?:^|.::)Action$/,
    form: { en: 'Action, or end with ::Action', ja: 'Action、または ::Action で終わる名前' },
  },
  actionId: { least: 1, most: 512 },
  principalEntityType: type,
  groupEntityType: typeName,
  groupClaim: claim,
  principalIdClaim: claim,
  userPoolArn: { least: 1, most: 255 },
  issuer: arn,
  entityIdPrefix: { least: 1, most: 100 },
  clientIds: { most: 1000, each: client },
  audiences: { least: 1, most: 255, each: client },
  filters: { most: 10 },
  nextToken: {
    least: 1,
    most: 8000,
    pattern: /^[\w=+/.-]*$/,
    form: { en: 'as the page before gave it', ja: '前のページで返された値' },
  },
  resourceArn: arn,
  tagKeys: { least: 1, most: 200, each: { least: 1, most: 128 } },
  key: {
    pattern: /^[\w:/-]+$/,
    form: {
      en: 'letters, digits, colons, slashes, hyphens and underscores',
      ja: '英数字、コロン、スラッシュ、ハイフン、アンダースコア',
    },
  },
  encryptionContext: { most: 8192, names: { least: 1 }, each: { least: 1 } },
  identityToken: token,
  accessToken: token,
  ipaddr: {
    least: 1,
    most: 44,
    pattern: /^[\da-fA-F.:/]*$/,
    form: { en: 'an address, or a range of them', ja: 'アドレスまたはその範囲' },
  },
  decimal: {
    least: 3,
    most: 23,
    pattern: /^-?\d{1,15}\.\d{1,4}$/,
    form: { en: 'a decimal with 1 to 4 places', ja: '小数点以下 1～4 桁の小数' },
  },
  datetime: {
    least: 10,
    most: 28,
    pattern: /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d{3})?(?:Z|[+-]\d{4}))?$/,
    form: { en: 'a date, or a moment as 2026-01-31T12:00:00Z', ja: '日付、または 2026-01-31T12:00:00Z のような日時' },
  },
  duration: {
    least: 2,
    most: 100,
    pattern: /^-?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?$/,
    form: { en: 'a length of time as 1d2h3m4s5ms', ja: '1d2h3m4s5ms のような時間' },
  },
};

/** Maps whose names are the caller's own. */
const maps = new Set(['attributes', 'tags', 'contextMap', 'record', 'encryptionContext']);

/** Nobody reads further down than this: what is deeper is refused as such. */
const deepest = 150;

/** The first member of an input that is longer, shorter or of another form than the service takes; or nothing. */
export const beyondLimit = (input: unknown): BeyondLimit | undefined => inside(input, '', 0);

function inside(input: unknown, within: string, depth: number): BeyondLimit | undefined {
  if (depth > deepest) return undefined;
  const own = Array.isArray(input) || maps.has(within);
  return first(entriesOf(input), (value, member) => {
    const limit = own ? undefined : limits[member];
    return (limit && beyond(value, limit)) ?? inside(value, own ? '' : member, depth + 1);
  });
}

function beyond(value: unknown, limit: Limit): BeyondLimit | undefined {
  if (typeof value === 'string') return ofText(value, limit);
  const entries = entriesOf(value);
  if (isOutside(entries.length, limit))
    return {
      path: '',
      message: { en: `must hold ${range(limit).en} entries`, ja: `項目の数を${range(limit).ja}にしてください` },
    };
  const { each = {}, names = {} } = limit;
  return first(
    entries,
    (item, name) => ofText(name, names) ?? (typeof item === 'string' ? ofText(item, each) : undefined),
  );
}

function ofText(text: string, limit: Limit): BeyondLimit | undefined {
  const letters = text.length <= (limit.most ?? Infinity) ? text.length : Array.from(text).length;
  if (isOutside(letters, limit))
    return {
      path: '',
      message: { en: `must have ${range(limit).en} letters`, ja: `文字数を${range(limit).ja}にしてください` },
    };
  if (limit.pattern?.test(text) !== false) return undefined;
  const { en, ja } = limit.form ?? { en: 'of another form', ja: '別の形' };
  return { path: '', message: { en: `must be ${en}`, ja: `${ja}を指定してください` } };
}

const isOutside = (count: number, { least = 0, most = Infinity }: Limit): boolean => count < least || count > most;

function range({ least, most }: Limit): Text {
  if (most === undefined) return { en: `${least} or more`, ja: ` ${least} 以上` };
  if (least === undefined) return { en: `at most ${most}`, ja: ` ${most} 以下` };
  return { en: `${least} to ${most}`, ja: ` ${least}～${most} ` };
}

const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value).filter(([, inner]) => inner != null) : [];

/** What is found first under a name or a position, with the way to it. */
function first(
  entries: readonly (readonly [string, unknown])[],
  find: (value: unknown, step: string) => BeyondLimit | undefined,
): BeyondLimit | undefined {
  for (const [step, value] of entries) {
    const found = find(value, step);
    if (found !== undefined) return { ...found, path: found.path === '' ? step : `${step}.${found.path}` };
  }
  return undefined;
}
