import type { EventOperations } from './operations/events.ts';
import type { FindingOperations } from './operations/findings.ts';
import type { PeopleOperations } from './operations/people.ts';
import type { RuleOperations } from './operations/rules.ts';
import type { RunningOperations } from './operations/running.ts';
import type { SourceOperations } from './operations/sources.ts';
import type { PolicyOperations } from './policy-operations.ts';

export type { Text } from '#kernel';
export type * from './operations/events.ts';
export type * from './operations/findings.ts';
export type * from './operations/people.ts';
export type * from './operations/rules.ts';
export type * from './operations/running.ts';
export type * from './operations/sources.ts';

/** Every operation that the page calls: what goes in and what comes out. */
export interface Operations
  extends
    EventOperations,
    FindingOperations,
    PeopleOperations,
    PolicyOperations,
    RuleOperations,
    RunningOperations,
    SourceOperations {}
