import type { Feed } from './feeds.ts';

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
];
