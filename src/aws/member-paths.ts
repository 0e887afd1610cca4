import { operationShape } from './clients.ts';
import { kindOf, type Kind, type Shape } from './schemas.ts';

/**
 * What an operation's answer may hold, by the names of the wire: `findings.service.action.actionType`. Lists have no
 * place of their own in a path; maps are left out, since their keys are data. A structure within itself is told once.
 */
export async function answerPaths(service: string, operation: string): Promise<ReadonlyMap<string, Kind>> {
  const { output } = await operationShape(service, operation);
  return new Map(leavesOf(output, { path: [], within: [] }));
}

interface Place {
  readonly path: readonly string[];
  /** Names of the structures around. */
  readonly within: readonly string[];
}

function leavesOf(shape: Shape, place: Place): (readonly [string, Kind])[] {
  const kind = kindOf(shape);
  if (kind === 'list') return leavesOf(shape.getValueSchema(), place);
  if (kind === 'map') return [];
  if (kind !== 'structure' && kind !== 'union') return [[place.path.join('.'), kind]];
  const name = shape.getName() ?? '';
  if (place.within.includes(name)) return [];
  return [...shape.structIterator()].flatMap(([member, inner]) =>
    leavesOf(inner, {
      path: [...place.path, inner.getMergedTraits().jsonName ?? member],
      within: [...place.within, name],
    }),
  );
}
