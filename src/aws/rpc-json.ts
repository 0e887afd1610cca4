import { jsonError } from './json-error.ts';
import { rpcJson } from './json-form.ts';
import { parseJson } from './parse-json.ts';
import type { Protocol } from './protocol.ts';
import { headerOf } from './wire.ts';

/** awsJson1_0 and awsJson1_1, which differ in the content type and in how errors are named. */
export const rpcJsonProtocol = (version: '1.0' | '1.1'): Protocol => {
  const headers = { 'content-type': `application/x-amz-json-${version}` };
  return {
    id: `aws.protocols#awsJson${version.replace('.', '_')}`,
    family: 'rpc',
    ask(service, request) {
      const target = headerOf(request.headers, 'x-amz-target') ?? '';
      const cut = target.lastIndexOf('.');
      const [prefix, name] = [target.slice(0, cut), target.slice(cut + 1)];
      // CloudTrail's older clients put a Java package before the prefix.
      const known = prefix === service.target || prefix.endsWith(`.${service.target}`);
      const operation = known ? service.operations.get(name) : undefined;
      return {
        name: known ? name : target,
        operation,
        read: () => operation && rpcJson.read(operation.input)(parseJson(request.body) ?? {}),
      };
    },
    answer: ({ operation, output }) => ({
      status: 200,
      headers,
      body: typeof output === 'string' ? output : JSON.stringify(rpcJson.write(operation.output)(output) ?? {}),
    }),
    refuse(error, { service }) {
      const type = version === '1.0' && service !== undefined ? `${service.namespace}#${error.type}` : error.type;
      const body = JSON.stringify({ __type: type, ...jsonError(error, rpcJson) });
      return { status: error.status, headers: { ...headers, 'x-amzn-errortype': error.type }, body };
    },
  };
};
