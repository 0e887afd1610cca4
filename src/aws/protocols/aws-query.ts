import type { Protocol } from '../protocol.ts';
import { askInForm } from '../form-request.ts';
import { awsQueryForm } from '../query-form.ts';
import { xmlElement, xmlMembers } from '../xml-form.ts';

const headers = { 'content-type': 'text/xml' };

/** awsQuery: a form in, XML out. STS speaks it. */
const awsQuery: Protocol = {
  id: 'aws.protocols#awsQuery',
  family: 'query',
  ask: askInForm(awsQueryForm),
  answer({ service, operation, output, requestId }) {
    const { name } = operation;
    const result = operation.output.isUnitSchema()
      ? ''
      : `<${name}Result>${xmlMembers(operation.output, output)}</${name}Result>`;
    const about = `<ResponseMetadata>${xmlElement('RequestId', requestId)}</ResponseMetadata>`;
    return {
      status: 200,
      headers,
      body: `<${name}Response xmlns="${service.xmlNamespace}">${result}${about}</${name}Response>`,
    };
  },
  refuse({ type, status, message, members, known }, { service, requestId }) {
    const error =
      xmlElement('Type', status < 500 ? 'Sender' : 'Receiver') +
      xmlElement('Code', type) +
      xmlElement('Message', message) +
      (known === undefined ? '' : xmlMembers(known.shape, members));
    const body = `<ErrorResponse xmlns="${service?.xmlNamespace ?? ''}"><Error>${error}</Error>${xmlElement('RequestId', requestId)}</ErrorResponse>`;
    return { status, headers, body };
  },
};
export default awsQuery;
