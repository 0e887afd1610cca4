import type { Asked, EventCondition, EventCounts, EventLine, EventPage, EventSearch } from '#trail';

export type { EventCondition, EventCounts, EventLine, EventPage };

/** Where an event stands in the lake. */
export type EventPlace = Pick<EventLine, 'table' | 'time' | 'file' | 'position'>;

export interface Table {
  columns: { name: string; type: string }[];
  rows: unknown[][];
  truncated: boolean;
  milliseconds: number;
}

/** Events: searched, counted, whole, and asked in SQL. */
export interface EventOperations {
  SearchEvents: { input: EventSearch; output: EventPage };
  CountEvents: { input: Asked & { buckets?: number }; output: EventCounts };
  CountEventValues: {
    input: Asked & { by: EventCondition['property']; like?: string; limit?: number };
    output: { values: { value: string; count: number }[] };
  };
  GetEvent: {
    input: EventPlace;
    output: { event: Record<string, unknown>; columns: Record<string, unknown>; path: string };
  };
  RunQuery: { input: { sql: string }; output: Table };
}
