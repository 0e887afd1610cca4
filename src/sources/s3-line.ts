import { fieldsOf, lineFormat, type Fields } from './access-log.ts';

/** Fields as the S3 User Guide, "Amazon S3 server access log format", lists them; spelled as data lakes do. */
const format = lineFormat(
  'S3 server access logs',
  17,
  'bucketowner bucket time remoteip requester requestid operation key requesturi httpstatus# errorcode bytessent#',
  'objectsize# totaltime# turnaroundtime# referrer useragent versionid hostid signatureversion ciphersuite',
  'authenticationtype hostheader tlsVersion accesspointarn aclrequired sourceregion',
);

/**
 * Fields of a line. S3 does not escape quotes inside of the request, the referrer and the user agent, so those three
 * are found by what must stand around them: a status after the request, and nothing quoted after the agent.
 * Throws `BadInput`.
 */
export function s3Fields(line: string): Fields {
  const open = line.indexOf(' [');
  const close = line.indexOf('] ', open);
  if (open === -1 || close === -1) return fieldsOf([], format);
  const owner = line.slice(0, open).split(' ');
  const [middle, rest] = requestAnd(line.slice(close + 2));
  return fieldsOf([...owner, line.slice(open + 2, close), ...middle, ...afterRequest(rest)], format);
}

/** The five words before the request, the request, and what follows it. */
function requestAnd(text: string): [string[], string] {
  const words = text.split(' ', 5);
  const request = text.slice(words.join(' ').length + 1);
  if (!request.startsWith('"')) {
    const [bare = '', ...rest] = request.split(' ');
    return [[...words, bare], rest.join(' ')];
  }
  const end = /" (?=(?:\d{3}|-) )/.exec(request);
  return end === null ? [words, ''] : [[...words, request.slice(1, end.index)], request.slice(end.index + 2)];
}

/** Six words, the referrer, the agent, and words to the end. */
function afterRequest(text: string): string[] {
  const words = text.split(' ', 6);
  const quoted = text.slice(words.join(' ').length + 1);
  const last = quoted.lastIndexOf('"');
  if (last === -1) return [...words, ...quoted.split(' ')];
  const both = quoted.slice(0, last + 1);
  const between = both.startsWith('"') ? both.indexOf('" ', 1) + 1 : both.indexOf(' ');
  // A referrer that is quoted beside an agent that is not: the agent stands among the words that follow.
  const parts = between > 0 ? [both.slice(0, between), both.slice(between + 1)] : [both];
  return [...words, ...parts.map((part) => part.replaceAll(/^"|"$/g, '')), ...tail(quoted.slice(last + 1))];
}

const tail = (text: string): string[] => (text === '' ? [] : text.slice(1).split(' '));
