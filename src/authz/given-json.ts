import { Fault } from '#kernel';
import { parseJsonText } from './engine/json-text.ts';
import { Misread } from './engine/misread.ts';

/** JSON that somebody outside gives, with whole numbers exact. Throws `BadInput` with line and column. */
export function parseGivenJson(text: string): unknown {
  try {
    return parseJsonText(text);
  } catch (error) {
    throw error instanceof Misread ? new Fault('BadInput', error.text, { cause: error }) : error;
  }
}
