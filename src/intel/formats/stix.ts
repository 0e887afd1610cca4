import { entryOf } from '../entry.ts';
import type { ListFormat } from '../list-format.ts';

/**
 * STIX 1.x in XML: the values of CybOX address objects and domain names, wherever they stand. Several values of one
 * element have `##comma##` between them, as CybOX writes it.
 */
const stix: ListFormat = {
  name: 'STIX',
  *entries(text) {
    for (const { 1: content = '' } of text.matchAll(values))
      for (const value of plain(content).split(/##comma##|\s+/)) {
        const entry = entryOf(value);
        if (entry !== undefined) yield entry;
      }
  },
};

export default stix;

/** No element that holds others: what stands between the tags has no tag in it. Prefixes of namespaces differ. */
const values = /<(?:[\w.-]{1,64}:)?(?:Address_Value|Domain_Name|Value)(?:\s[^<>]{0,1000})?>([^<>]{1,10000})<\//g;

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const plain = (content: string): string =>
  content.replaceAll(/&(\w+);/g, (all, name: string) => entities[name] ?? all).trim();
