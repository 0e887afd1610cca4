import { jsonError } from '../json-error.ts';
import { restJson } from '../json-form.ts';
import type { Protocol } from '../protocol.ts';
import { readRestInput } from '../rest-input.ts';
import { writeRestOutput } from '../rest-output.ts';
import { RestRoutes } from '../rest-routes.ts';
import type { ServiceShape } from '../schemas.ts';

const routes = new WeakMap<ServiceShape, RestRoutes>();

function routesOf(service: ServiceShape): RestRoutes {
  const made = routes.get(service) ?? new RestRoutes(service);
  routes.set(service, made);
  return made;
}

/** restJson1: paths and JSON. GuardDuty, Security Hub, Detective and Inspector speak it. */
const restJson1: Protocol = {
  id: 'aws.protocols#restJson1',
  family: 'rest',
  ask(service, request) {
    const route = routesOf(service).find(request.method, request.path, request.query);
    return {
      name: route?.operation.name ?? `${request.method} ${request.path}`,
      operation: route?.operation,
      read: () => route && readRestInput(route, request),
    };
  },
  answer: ({ operation, output }) => writeRestOutput(operation, output),
  refuse: (error) => ({
    status: error.status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': error.type },
    body: JSON.stringify({ __type: error.type, ...jsonError(error, restJson) }),
  }),
};
export default restJson1;
