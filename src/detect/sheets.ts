import { callSheet } from './call-sheet.ts';
import { daySheet } from './machine-days.ts';
import { flowSheet } from './flow-sheet.ts';
import { nameSheet, talkSheet } from './kept-sheets.ts';
import { querySheet } from './query-sheet.ts';
import type { Sheet, SheetName } from './sheet.ts';

/** Everything that windows can read. */
export const sheets: Readonly<Record<SheetName, Sheet>> = {
  flows: flowSheet,
  queries: querySheet,
  calls: callSheet,
  days: daySheet,
  talks: talkSheet,
  names: nameSheet,
};
