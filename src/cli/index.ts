/**
 * cli: the command line. One file a command in `commands/`, and the folder is the registry.
 *
 * Invariant: a command only reads its arguments, calls a feature and prints; it opens nothing by itself.
 * Called by main.
 */
export type { CommandContext, Importer, Library, Machine, Serving, Terminal } from './context.ts';
export { runCommand } from './run.ts';
export { openTerminal } from './terminal.ts';
