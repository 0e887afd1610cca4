import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contentFolder } from '#kernel';
import { actionOf, groups, groupsOf, type Named } from './action-groups.ts';

/** Where the platform's own schema and policies lie. */
export const policyFolder = join(contentFolder, 'policies');

/** The Cedar schema of Yagura itself: the entities that content/policies names, and an action for every operation. */
export async function cedarSchema(operations: readonly Named[]): Promise<string> {
  const entities = await readFile(join(policyFolder, 'yagura.cedarschema'), 'utf8');
  const end = entities.lastIndexOf('}');
  return `${entities.slice(0, end)}\n${actionsOf(operations)}\n}\n`;
}

function actionsOf(operations: readonly Named[]): string {
  const services = new Set(operations.map(({ service }) => service));
  const parents = [...groups, ...services].map((group) => `action ${quoted(group)};`);
  return [...parents, ...operations.map(declared)].map((line) => `  ${line}`).join('\n');
}

function declared(operation: Named): string {
  const parents = [operation.service, ...groupsOf(operation)].map(quoted).join(', ');
  const action = actionOf(operation);
  const resources = action === 'sts:AssumeRole' ? 'Account, AssumableRole' : 'Organization, Account';
  return `action ${quoted(action)} in [${parents}] appliesTo { principal: [Person, Session], resource: [${resources}], context: Circumstances };`;
}

const quoted = (name: string): string => JSON.stringify(name);
