import type { Asked } from './protocol.ts';
import { readForm, type FormNode, type FormReader } from './query-form.ts';
import type { ServiceShape } from './schemas.ts';
import type { WireRequest } from './wire.ts';

/**
 * What a request of a query protocol asks for: `Action=` in the query, as in a presigned request of either method, or in
 * the form of a POST. Of another version of the service's interface than the SDK's there is no operation; AWS says so
 * in these words.
 */
export const askInForm =
  (reader: FormReader) =>
  (service: ServiceShape, { query, body }: WireRequest): Asked => {
    const form = readForm(`${query}&${new TextDecoder().decode(body)}`);
    const [action, version] = [textOf(form, 'Action'), textOf(form, 'Version') || 'NO_VERSION_SPECIFIED'];
    const isSpoken = service.xmlNamespace.replace(/\/$/, '').endsWith(`/${version}`);
    const name = isSpoken || action === '' ? action : `${action} for version ${version}`;
    const operation = service.operations.get(name);
    return { name, operation, read: () => operation && reader(operation.input)(form) };
  };

const textOf = ({ inner }: FormNode, name: string): string => inner.get(name)?.text ?? '';
