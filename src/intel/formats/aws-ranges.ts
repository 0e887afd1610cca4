import { z } from 'zod';
import { parsedJson } from '#kernel';
import { entryOf } from '../entry.ts';
import type { ListFormat } from '../list-format.ts';

/** As far as it is read. Source: the Amazon VPC User Guide, "AWS IP address ranges". */
const Ranges = z.object({
  prefixes: z.array(z.object({ ip_prefix: z.string(), region: z.string(), service: z.string() })),
  ipv6_prefixes: z.array(z.object({ ipv6_prefix: z.string(), region: z.string(), service: z.string() })).default([]),
});

const nothing: z.infer<typeof Ranges> = { prefixes: [], ipv6_prefixes: [] };

/** The list of its addresses that AWS publishes (ip-ranges.json); an entry says its Region. */
const awsRanges: ListFormat = {
  name: 'AWS_RANGES',
  *entries(text) {
    const { prefixes, ipv6_prefixes: six } = Ranges.safeParse(parsedJson(text)).data ?? nothing;
    // AMAZON holds the ranges of every service.
    const all = [...prefixes, ...six.map((one) => ({ ...one, ip_prefix: one.ipv6_prefix }))];
    for (const { ip_prefix: prefix, region, service } of all) {
      const entry = service === 'AMAZON' ? entryOf(prefix, region) : undefined;
      if (entry !== undefined) yield entry;
    }
  },
};

export default awsRanges;
