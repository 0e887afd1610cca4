import { entryOf } from '../entry.ts';
import { linesOf } from '../lines.ts';
import type { ListFormat } from '../list-format.ts';

/** AlienVault's reputation feed: `address#reliability#risk#activity#country#city#position#...`. */
const alienVault: ListFormat = {
  name: 'ALIEN_VAULT',
  *entries(text) {
    for (const line of linesOf(text)) {
      const [address = '', , , activity = ''] = line.split('#');
      const entry = entryOf(address, activity.trim());
      if (entry !== undefined) yield entry;
    }
  },
};

export default alienVault;
