import { Malformed } from './malformed.ts';

const deepest = 200;

/** The JSON value in a body; nothing where the body is empty. Throws `Malformed`, also for what is nested absurdly deep. */
export function parseJson(body: Uint8Array): unknown {
  if (body.length === 0) return undefined;
  const text = new TextDecoder('utf-8', { fatal: false }).decode(body);
  if (depthOf(text) > deepest) throw new Malformed(`The body is nested more than ${deepest} levels deep.`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Malformed('The body is not valid JSON.', { cause: error });
  }
}

/** How deep brackets are nested outside of strings. */
function depthOf(text: string): number {
  let [depth, most, quoted] = [0, 0, false];
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at);
    if (quoted) {
      if (letter === backslash) at++;
      else if (letter === quote) quoted = false;
    } else if (letter === quote) quoted = true;
    else if (opening.has(letter)) most = Math.max(most, ++depth);
    else if (closing.has(letter)) depth--;
  }
  return most;
}

const codeOf = (letter: string): number => letter.charCodeAt(0);
const [quote, backslash] = [codeOf('"'), codeOf('\\')];
const opening = new Set(['{', '['].map(codeOf));
const closing = new Set(['}', ']'].map(codeOf));
