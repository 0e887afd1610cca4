import type { Event } from '#sources';
import { connectionOf } from './connection.ts';
import { textAt } from './event-fields.ts';

/** The address on the other side of an event; empty where it tells none. */
export const remoteAddressOf = ({ table, fields }: Pick<Event, 'table' | 'fields'>): string =>
  remotes[table]?.(fields) ?? '';

const remotes: Readonly<Record<string, (fields: Event['fields']) => string>> = {
  api_activity: (fields) => textAt(fields, 'sourceIPAddress'),
  network_activity: (fields) => connectionOf(fields).remote.address,
  http_activity: (fields) => textAt(fields, 'httpRequest.clientIp', 'client_ip', 'c-ip', 'remote_ip', 'client'),
};
