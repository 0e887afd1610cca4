import { Fault } from '#kernel';
import { membersOf } from './check.ts';
import { services } from './services.ts';
import { readSchemas, type OperationShape, type ServiceShape } from './schemas.ts';

/** The service with this signing name, read from its client package on the first request for it. */
export async function serviceShape(name: string): Promise<ServiceShape> {
  return shapeAtHand(name) ?? loading(name);
}

/** The same where it has been read already, without waiting. */
export const shapeAtHand = (name: string): ServiceShape | undefined => shapes.get(name);

/** One operation of a service. Throws `Unsupported` when its client package knows no such operation. */
export async function operationShape(service: string, operation: string): Promise<OperationShape> {
  const shape = (await serviceShape(service)).operations.get(operation);
  if (shape !== undefined) return shape;
  throw new Fault('Unsupported', {
    en: `The service ${service} has no operation ${operation}.`,
    ja: `サービス ${service} に操作 ${operation} はありません。`,
  });
}

const shapes = new Map<string, ServiceShape>();
const underWay = new Map<string, Promise<ServiceShape>>();

function loading(name: string): Promise<ServiceShape> {
  if (!Object.hasOwn(services, name))
    throw new Fault('Unsupported', {
      en: `Yagura knows no AWS service ${name}.`,
      ja: `${name} という AWS のサービスは Yagura にありません。`,
    });
  const known = underWay.get(name) ?? load(name);
  underWay.set(name, known);
  return known;
}

async function load(name: string): Promise<ServiceShape> {
  const exported: unknown = await import(`@aws-sdk/client-${name}`);
  const shape = readSchemas(name, membersOf(exported));
  shapes.set(name, shape);
  return shape;
}
