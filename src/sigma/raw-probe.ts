import { namesOf } from './cells.ts';
import type { Aliases } from './compile.ts';
import { ProbeTable } from './probe-table.ts';
import type { Probe } from './witness.ts';

/**
 * A test of the raw bytes of a JSON record: false when none of the probes can find its text in it, so that the
 * record need not be parsed.
 *
 * INVARIANT: never false for a record in which a probe would find something. Every place where a key of a probe
 * stands counts, nested and repeated ones too, whatever blanks are around the colon; the record is let through
 * where the value is no plain text of ASCII (escapes, other letters, numbers, lists, objects), where the key
 * stands in JSON within a text, and where letters are written by their numbers (\u0041) at all.
 */
export function rawProbe(probes: readonly Probe[], aliases: Aliases): (line: Buffer | string) => boolean {
  const tables = tablesOf(probes, aliases);
  if (tables === undefined) return () => true;
  if (tables.size === 0) return () => false;
  const keys = keyPattern([...tables.keys()]);
  return (line) => {
    const text = typeof line === 'string' ? line : line.toString('latin1');
    keys.lastIndex = 0;
    for (let match = keys.exec(text); match; match = keys.exec(text)) {
      const [, key = '', word, value] = match;
      if (word === 'null') continue; // a null holds no text
      const found = word ?? value;
      if (found === undefined) return true;
      const entries = tables.get(key)?.entriesFor(found);
      if (entries === undefined || entries.length > 0) return true;
    }
    return text.includes(String.raw`\u`);
  };
}

/** The texts to look for by the last part of the key; undefined when a key could be written in several ways. */
function tablesOf(probes: readonly Probe[], aliases: Aliases): ReadonlyMap<string, ProbeTable<true>> | undefined {
  const tables = new Map<string, ProbeTable<true>>();
  for (const probe of probes) {
    for (const name of namesOf(probe.field, aliases)) {
      const key = name.split('.').at(-1) ?? '';
      if (!/^[\w@$:-]+$/.test(key)) return undefined;
      const table = tables.get(key) ?? new ProbeTable<true>();
      tables.set(key, table);
      table.add(probe, true);
    }
  }
  return tables;
}

/**
 * A key (after a quote, or after a dot in a key with dots), the colon, and a plain value: groups 1 the key, 2 a
 * word (null, true, false), 3 a plain text. Neither 2 nor 3: something that must be looked at.
 */
const keyPattern = (keys: readonly string[]): RegExp =>
  new RegExp(
    String.raw`[".](${keys.map((key) => key.replaceAll('$', String.raw`\$`)).join('|')})(?:\\|"\s*:\s*(?:(null|true|false)|"([^"\\\x80-\uffff]*)"|))`,
    'g',
  );
