import type { Protocol } from '../protocol.ts';
import { Malformed } from '../malformed.ts';
import { xmlElement } from '../xml-form.ts';

const headers = { 'content-type': 'application/xml' };

/** restXml, as far as S3 needs it to be told in its own words that it is not served here. */
const restXml: Protocol = {
  id: 'aws.protocols#restXml',
  family: 's3',
  ask: (_service, { method, path }) => ({
    name: `${method} ${path}`,
    operation: undefined,
    read() {
      throw new Malformed('Yagura reads no requests of restXml.');
    },
  }),
  answer: () => ({ status: 501, headers, body: '' }),
  refuse({ type, status, message }, { requestId }) {
    const inside = xmlElement('Code', type) + xmlElement('Message', message) + xmlElement('RequestId', requestId);
    return { status, headers, body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${inside}</Error>` };
  },
};
export default restXml;
