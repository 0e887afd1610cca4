import { Fault } from '#kernel';
import { services } from './services.ts';
import { readSchemas, type OperationShape, type ServiceShape } from './schemas.ts';

/** The service with this signing name, read from its client package on the first request for it. */
export async function serviceShape(name: string): Promise<ServiceShape> {
  if (!Object.hasOwn(services, name)) throw new Fault('Unsupported', `Yagura knows no AWS service ${name}.`);
  const known = shapes.get(name);
  if (known !== undefined) return known;
  const loading = load(name);
  shapes.set(name, loading);
  return loading;
}

/** One operation of a service. Throws `Unsupported` when its client package knows no such operation. */
export async function operationShape(service: string, operation: string): Promise<OperationShape> {
  const shape = (await serviceShape(service)).operations.get(operation);
  if (shape !== undefined) return shape;
  throw new Fault('Unsupported', `The service ${service} has no operation ${operation}.`);
}

const shapes = new Map<string, Promise<ServiceShape>>();

async function load(name: string): Promise<ServiceShape> {
  const exported: Readonly<Record<string, unknown>> = await import(`@aws-sdk/client-${name}`);
  return readSchemas(name, exported);
}
