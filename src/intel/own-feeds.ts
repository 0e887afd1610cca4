import type { Feed } from './feeds.ts';

/** Resolved anew every hour from the names of public resolvers over HTTPS. */
const doh = 'https://raw.githubusercontent.com/dibdot/DoH-IP-blocklists/master';

/** Feeds that everybody may fetch, from those who make them. Nothing is fetched before somebody asks for it. */
export const ownFeeds: readonly (Feed & { readonly ja: string })[] = [
  {
    name: 'AWS address ranges',
    ja: 'AWS の IP アドレス範囲',
    location: 'https://ip-ranges.amazonaws.com/ip-ranges.json',
    format: 'AWS_RANGES',
    category: 'aws',
    hours: 24,
  },
  {
    name: 'Tor relays',
    ja: 'Tor リレー',
    location: 'https://onionoo.torproject.org/summary?running=true',
    format: 'JSON',
    category: 'tor',
    hours: 12,
  },
  {
    name: 'DoH resolvers',
    ja: 'DoH リゾルバー',
    location: `${doh}/doh-ipv4.txt`,
    format: 'TXT',
    category: 'resolver',
    hours: 24,
  },
  {
    name: 'DoH resolvers (IPv6)',
    ja: 'DoH リゾルバー (IPv6)',
    location: `${doh}/doh-ipv6.txt`,
    format: 'TXT',
    category: 'resolver',
    hours: 24,
  },
];
