import type { Protocol } from '../protocol.ts';
import { askInForm } from '../form-request.ts';
import { ec2QueryForm } from '../query-form.ts';
import { xmlElement, xmlMembers } from '../xml-form.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const headers = { 'content-type': 'text/xml;charset=UTF-8' };

/** ec2Query: what EC2 made of awsQuery, with flat lists and errors of another form. */
const ec2Query: Protocol = {
  id: 'aws.protocols#ec2Query',
  family: 'ec2',
  ask: askInForm(ec2QueryForm),
  answer({ service, operation, output, requestId }) {
    const inside = xmlElement('requestId', requestId) + xmlMembers(operation.output, output);
    const { name } = operation;
    const body = `${declaration}<${name}Response xmlns="${service.xmlNamespace}/">${inside}</${name}Response>`;
    return { status: 200, headers, body };
  },
  refuse({ type, status, message }, { requestId }) {
    const error = `<Error>${xmlElement('Code', type)}${xmlElement('Message', message)}</Error>`;
    const body = `${declaration}<Response><Errors>${error}</Errors>${xmlElement('RequestID', requestId)}</Response>`;
    return { status, headers, body };
  },
};
export default ec2Query;
