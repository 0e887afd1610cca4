import type { Asked } from './protocol.ts';
import { readForm, type FormReader } from './query-form.ts';
import type { ServiceShape } from './schemas.ts';
import type { WireRequest } from './wire.ts';

/** What a request of a query protocol asks for: `Action=` in the form of a POST, or in the query of a GET. */
export const askInForm =
  (reader: FormReader) =>
  (service: ServiceShape, { method, query, body }: WireRequest): Asked => {
    const form = readForm(method === 'GET' ? query : new TextDecoder().decode(body));
    const name = form.inner.get('Action')?.text ?? '';
    const operation = service.operations.get(name);
    return { name, operation, read: () => operation && reader(operation.input)(form) };
  };
