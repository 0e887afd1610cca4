import type { Claim } from '#findings';
import type { Cell, Event, TableName } from '#sources';
import type { Claimed } from './book.ts';
import type { Delivered } from './detector.ts';
import { severityOf } from './weight.ts';

/** Columns that name who acted and what was acted on, the telling ones first. */
const actors: Readonly<Record<TableName, { principal: readonly string[]; resource: readonly string[] }>> = {
  api_activity: {
    principal: ['principal', 'session_arn', 'user_name', 'access_key', 'address'],
    resource: ['resource'],
  },
  network_activity: { principal: ['instance', 'interface', 'src_address'], resource: ['dst_address'] },
  dns_activity: { principal: ['instance', 'src_address'], resource: ['query'] },
  http_activity: { principal: ['principal', 'client_address'], resource: ['resource', 'host'] },
};

/** Who asked a bucket without signing in is nobody in particular: what is open to one visitor is open to all. */
const unsigned = 'anonymous';

/** What a rule claims about an event that it matched. */
export function claimOf(claimed: Claimed, { event, file, position }: Delivered, matched: readonly string[]): Claim {
  return {
    rule: claimed.id,
    type: claimed.type,
    title: claimed.title,
    ...severityOf(claimed, [event]),
    tactics: claimed.tactics,
    techniques: claimed.techniques,
    account: text(event.columns['account']),
    region: text(event.columns['region']),
    principal: isUnsigned(event) ? unsigned : firstOf(event, actors[event.table].principal),
    resource: firstOf(event, actors[event.table].resource),
    event,
    file,
    position,
    matched,
  };
}

const isUnsigned = ({ source, columns }: Event): boolean => source === 's3access' && text(columns['principal']) === '';

function firstOf(event: Event, names: readonly string[]): string {
  for (const name of names) {
    const value = text(event.columns[name]);
    if (value !== '') return value;
  }
  return '';
}

const text = (cell: Cell | undefined): string => (typeof cell === 'string' ? cell : '');
