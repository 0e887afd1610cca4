import type { ActionScope, Scope } from './scope.ts';
import { writeValue } from './write-value.ts';

/** What a head asks of the principal or of the resource, as a policy writes it. */
export function writeScope(variable: 'principal' | 'resource', scope: Scope): string {
  if (scope.kind === 'any') return variable;
  if (scope.kind === 'is') return `${variable} is ${scope.type}`;
  const entity = writeValue(scope.entity);
  if (scope.kind === 'is-in') return `${variable} is ${scope.type} in ${entity}`;
  return `${variable} ${scope.kind === 'equals' ? '==' : 'in'} ${entity}`;
}

/** What a head asks of the action. */
export function writeActionScope(scope: ActionScope): string {
  if (scope.kind === 'any') return 'action';
  if (scope.kind === 'equals') return `action == ${writeValue(scope.entity)}`;
  const [only, ...others] = scope.entities;
  if (only !== undefined && others.length === 0) return `action in ${writeValue(only)}`;
  return `action in [${scope.entities.map(writeValue).join(', ')}]`;
}
