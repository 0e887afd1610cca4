import { z } from 'zod';
import { parsedJson } from '#kernel';
import { accountsOfAws } from './accounts-of-aws.ts';
import { quoted } from './sql-text.ts';

/**
 * Whom the text of a resource or trust policy lets in (AWS IAM User Guide, "JSON policy elements"). Each question
 * is asked here and in SQL by the same expressions, over the JSON of a statement's principal and condition.
 */
const expressions = {
  /** The account of a principal: its number alone, or within the ARN of a user, role or session. */
  account: String.raw`"(?:arn:aws[a-z-]*:(?:iam|sts)::)?(\d{12})[":]`,
  /** The principal is everybody, by itself or among others. */
  anybody: String.raw`^"\*"$|"AWS"\s*:\s*(?:"\*"|\[[^\]]*"\*"[^\]]*\])`,
  /** A key of a condition that stands right before its values. */
  key: String.raw`"([\w:/.-]+)"\s*:\s*[^{\s]`,
  /** Keys that any caller can satisfy: they speak of how one calls and not of who does. */
  satisfied: String.raw`^(?:aws:(?:[Ss]ecure[Tt]ransport|[Rr]eferer|[Uu]ser[Aa]gent|[Rr]equested[Rr]egion|[Cc]urrent[Tt]ime|[Ee]poch[Tt]ime)|s3:(?:TlsVersion|signatureversion|x-amz-acl))$`,
  /** Any address of the internet, as a condition. */
  everywhere: String.raw`"aws:[Ss]ource[Ii]p"\s*:\s*\[?\s*"(?:0\.0\.0\.0|::)/0"\s*\]?`,
} as const;

const found = {
  account: new RegExp(expressions.account, 'g'),
  anybody: new RegExp(expressions.anybody),
  key: new RegExp(expressions.key, 'g'),
  satisfied: new RegExp(expressions.satisfied),
  everywhere: new RegExp(expressions.everywhere, 'g'),
};

/** Accounts that the policy lets in: as principals, or by what a condition asks of everybody. AWS's own do not count. */
export function accountsIn(policy: string): readonly string[] {
  return allowedBy(policy).flatMap((allowed) =>
    [...(allowed.principal + (isOpen(allowed) ? allowed.condition : '')).matchAll(found.account)].flatMap(
      ([, id = '']) => (accountsOfAws.includes(id) ? [] : id),
    ),
  );
}

/** True when the policy lets in whoever asks: everybody, and no condition says who that may be. */
export const isForEveryone = (policy: string): boolean =>
  allowedBy(policy).some((allowed) => isOpen(allowed) && !isLimited(allowed));

/** The accounts that a text of ClickHouse lets in, an Array(String). */
export const accountsSql = (text: string): string =>
  `arrayFilter(a -> NOT has([${accountsOfAws.map(quoted).join(', ')}], a), arrayFlatten(arrayMap(s -> extractAll(concat(${principalSql}, if(${openSql}, ${conditionSql}, '')), ${quoted(expressions.account)}), ${allowedSql(text)})))`;

/** The condition that a text of ClickHouse lets everybody in. */
export const isForEveryoneSql = (text: string): string =>
  `arrayExists(s -> ${openSql} AND NOT arrayExists(k -> NOT match(k, ${quoted(expressions.satisfied)}), extractAll(replaceRegexpAll(${conditionSql}, ${quoted(expressions.everywhere)}, ''), ${quoted(expressions.key)})), ${allowedSql(text)})`;

const principalSql = `JSONExtractRaw(s, 'Principal')`;
const conditionSql = `JSONExtractRaw(s, 'Condition')`;
const openSql = `(JSONHas(s, 'NotPrincipal') OR match(${principalSql}, ${quoted(expressions.anybody)}))`;
const allowedSql = (text: string): string =>
  `arrayFilter(s -> JSONExtractString(s, 'Effect') = 'Allow', if(JSONType(${text}, 'Statement') = 'Array', JSONExtractArrayRaw(${text}, 'Statement'), [JSONExtractRaw(${text}, 'Statement')]))`;

/** A statement that allows: whom and when, as JSON. */
interface Allowed {
  readonly principal: string;
  readonly condition: string;
  readonly isInverted: boolean;
}

const Statement = z
  .object({ Effect: z.literal('Allow') })
  .loose()
  .transform((statement): Allowed => ({
    principal: JSON.stringify(statement['Principal']) ?? '',
    condition: JSON.stringify(statement['Condition']) ?? '',
    isInverted: 'NotPrincipal' in statement,
  }));
const Policy = z.object({ Statement: z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]) });

/** What is no policy allows nothing. */
function allowedBy(policy: string): readonly Allowed[] {
  const { data } = Policy.safeParse(parsedJson(policy));
  return (data?.Statement ?? []).flatMap((statement) => Statement.safeParse(statement).data ?? []);
}

const isOpen = ({ principal, isInverted }: Allowed): boolean => isInverted || found.anybody.test(principal);

const isLimited = ({ condition }: Allowed): boolean =>
  [...condition.replaceAll(found.everywhere, '').matchAll(found.key)].some(
    ([, key]) => key !== undefined && !found.satisfied.test(key),
  );
