import { Fault, type Text } from '#kernel';

/** The value of JSON that stands in a text of a record. Throws a Fault that says `sentence` where it is none. */
export function innerJson(json: string, sentence: Text): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new Fault('BadInput', sentence, { cause: error });
  }
}
