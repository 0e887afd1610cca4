import { awsServices, serviceShape } from '#aws';
import { everyOperation } from '../src/compose.ts';

/** docs/api.md, made from the operations that there are and from those that the SDK's client packages know. */
export async function apiPage(): Promise<string> {
  const done = new Set((await everyOperation()).map(({ service, name }) => `${service}:${name}`));
  const services = await Promise.all(awsServices.map((name) => serviceShape(name)));
  const told = services.map(({ name, protocol, operations }) => {
    const names = [...operations.keys()].toSorted();
    const answered = names.filter((operation) => done.has(`${name}:${operation}`));
    return { name, protocol: protocol.split('#')[1] ?? '', names, answered };
  });
  const own = [...done].filter((name) => name.startsWith('yagura:')).map((name) => name.slice('yagura:'.length));
  return [
    '# Operations',
    '',
    'Point an AWS SDK or the AWS CLI at Yagura and these operations answer. Whatever is not yet done answers the error that the service has for an unknown operation: `UnknownOperationException`, or `InvalidAction`. Errors are told to AWS tools in English, as AWS tells them; on the page and in the terminal they are in its language. The page and `bin/yagura call SERVICE OPERATION [JSON]` call the same operations.',
    '',
    '| Service | Protocol | Done | Of |',
    '|---|---|---|---|',
    ...told.map(
      ({ name, protocol, answered, names }) => `| ${name} | ${protocol} | ${answered.length} | ${names.length} |`,
    ),
    `| yagura | JSON | ${own.length} | ${own.length} |`,
    '',
    ...told.flatMap(({ name, names, answered }) => [
      `## ${name}`,
      '',
      `Done: ${listed(answered)}`,
      '',
      `Not yet: ${listed(names.filter((operation) => !answered.includes(operation)))}`,
      '',
    ]),
    '## yagura',
    '',
    'What AWS has no operation for.',
    '',
    `Done: ${listed(own.toSorted())}`,
    '',
    'This page is made from the operations and the client packages by `npm run reference`.',
    '',
  ].join('\n');
}

const listed = (names: readonly string[]): string =>
  names.length === 0 ? 'none.' : `${names.map((name) => `\`${name}\``).join(', ')}.`;
