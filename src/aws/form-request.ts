import type { Asked } from './protocol.ts';
import { readForm, type FormReader } from './query-form.ts';
import type { ServiceShape } from './schemas.ts';
import type { WireRequest } from './wire.ts';

/**
 * What a request of a query protocol asks for: `Action=` in the query, as in a presigned request of either method, or in
 * the form of a POST.
 */
export const askInForm =
  (reader: FormReader) =>
  (service: ServiceShape, { query, body }: WireRequest): Asked => {
    const form = readForm(`${query}&${new TextDecoder().decode(body)}`);
    const name = form.inner.get('Action')?.text ?? '';
    const operation = service.operations.get(name);
    return { name, operation, read: () => operation && reader(operation.input)(form) };
  };
