import { awsService, type ModeledFault } from '#aws';
import { Fault, parsedJson, type Text } from '#kernel';
import type { AuthzContext } from './context.ts';
import { Misread } from './engine/misread.ts';
import { beyondLimit } from './member-limits.ts';

const service = awsService<AuthzContext, typeof import('@aws-sdk/client-verifiedpermissions')>('verifiedpermissions');

/** Verified Permissions, whose operations lie in `operations/`. In the strict mode no input gets past its limits. */
export const verifiedPermissions: typeof service = {
  ...service,
  operation: (name, handle) =>
    service.operation(name, async (input, context, call) => {
      if (context.authz.strict) refuseBeyondLimit(input);
      return handle(input, context, call);
    }),
  textOperation: (name, handle) =>
    service.textOperation(name, (text, context, call) => {
      if (context.authz.strict) refuseBeyondLimit(parsedJson(text)); // what is no JSON is refused by whoever reads it
      return handle(text, context, call);
    }),
};

function refuseBeyondLimit(input: unknown): void {
  const found = beyondLimit(input);
  if (found !== undefined) throw invalid(found.path, found.message);
}

/** What can be missing, in the service's own words. */
export type ResourceType =
  | 'IDENTITY_SOURCE'
  | 'POLICY'
  | 'POLICY_STORE'
  | 'POLICY_STORE_ALIAS'
  | 'POLICY_TEMPLATE'
  | 'SCHEMA';

export const notFound = (resourceType: ResourceType, resourceId: string): ModeledFault =>
  verifiedPermissions.fault(
    'ResourceNotFoundException',
    notThere(resourceType, JSON.stringify(resourceId.slice(0, 200))),
    { resourceType, resourceId },
  );

/** `path` is the member of the input: `definition.static.statement`. Programs are told in English, people in theirs. */
export function invalid(path: string, { en, ja }: Text): ModeledFault {
  const text = { en: `${path}: ${en}`, ja: `${path}: ${ja}` };
  return verifiedPermissions.fault('ValidationException', text, { fieldList: [{ path, message: en }] });
}

export const conflict = (message: Text, resourceType: ResourceType, resourceId: string): ModeledFault =>
  verifiedPermissions.fault('ConflictException', message, { resources: [{ resourceType, resourceId }] });

/** A name that another policy or template of the store has. */
export const nameTaken = (name: string, resourceType: ResourceType, other: string): ModeledFault =>
  conflict(
    { en: `The name ${name} is that of ${other}.`, ja: `名前 ${name} は ${other} で使われています。` },
    resourceType,
    other,
  );

export const quotaExceeded = (message: Text, resourceType: ResourceType, resourceId: string): ModeledFault =>
  verifiedPermissions.fault('ServiceQuotaExceededException', message, { resourceType, resourceId });

/** Does something whose `BadInput` or `TooSlow` is about a member of the input, which is too hard to read. */
export async function about<Result>(path: string, work: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw refusal(path, error);
  }
}

const isOfInput = (fault: Fault): boolean =>
  (fault.code === 'BadInput' || fault.code === 'TooSlow') && !('members' in fault);

/** The same at once, and what cannot be read is about the member too. */
export function refusing<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw refusal(path, error);
  }
}

/** What is thrown for something that was thrown over a member of the input. */
export function refusal(path: string, error: unknown): unknown {
  if (error instanceof Misread) return invalid(path, error.text);
  return error instanceof Fault && isOfInput(error) ? invalid(path, error.text) : error;
}

const notThere = (type: ResourceType, id: string): Text => ({
  en: `There is no ${type.toLowerCase().replaceAll('_', ' ')} ${id} here.`,
  ja: `${japaneseNames[type]} ${id} は見つかりません。`,
});

const japaneseNames: Readonly<Record<ResourceType, string>> = {
  IDENTITY_SOURCE: 'ID ソース',
  POLICY: 'ポリシー',
  POLICY_STORE: 'ポリシーストア',
  POLICY_STORE_ALIAS: 'ポリシーストアのエイリアス',
  POLICY_TEMPLATE: 'ポリシーテンプレート',
  SCHEMA: 'スキーマ',
};
