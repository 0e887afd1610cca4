import { exactJsonText, Fault, nearestName, parseExactJson } from '#kernel';
import type { Call } from './caller.ts';
import { serviceShape } from './clients.ts';
import { invoke, type Passage } from './invoke.ts';
import { plainJson } from './json-form.ts';
import type { Callable } from './operation.ts';
import type { OperationShape } from './schemas.ts';
import { services } from './services.ts';

/** What calls find operations in: by service, then by name. */
export type Operations = ReadonlyMap<string, ReadonlyMap<string, Callable>>;

/** The operation that a call in JSON names. */
export interface Named {
  readonly service: string;
  readonly name: string;
}

/** Calls an operation with JSON under the SDK's names, times in ISO 8601 and bytes in base64. Throws its fault. */
export async function callJson(
  { service, name }: Named,
  json: unknown,
  call: Call,
  passage: Passage & { readonly byName: Operations },
): Promise<unknown> {
  const callable = passage.byName.get(service)?.get(name);
  if (callable === undefined) throw unknownOperation({ service, name }, passage.byName);
  if (callable.text === true)
    return parseExactJson(String(await invoke(callable, call, () => exactJsonText(json ?? {}), passage)));
  const shape = await shapeOf(callable);
  const read = shape === undefined ? () => json : () => plainJson.read(shape.input)(json ?? {});
  const output = await invoke(callable, call, read, passage);
  return shape === undefined ? (output ?? {}) : (plainJson.write(shape.output)(output) ?? {});
}

/** Says what was probably meant: an operation of the service, or the service where there is none of that name. */
function unknownOperation({ service, name }: Named, byName: Operations): Fault {
  const [what, where] = [name.slice(0, 100), service.slice(0, 100)];
  const served = byName.get(service);
  const meant = served === undefined ? nearestName(where, byName.keys()) : nearestName(what, served.keys());
  return new Fault('NotFound', {
    en: `There is no operation "${what}" of the service "${where}".${meant === undefined ? '' : ` Did you mean ${meant}?`} docs/api.md names those there are.`,
    ja: `サービス "${where}" に操作 "${what}" はありません。${meant === undefined ? '' : `もしかして: ${meant}。`}使えるものは docs/api.md にあります。`,
  });
}

/** The shapes of an AWS operation; those of the service `yagura` check their own input. */
const shapeOf = async ({ service, name }: Callable): Promise<OperationShape | undefined> =>
  Object.hasOwn(services, service) ? (await serviceShape(service)).operations.get(name) : undefined;
