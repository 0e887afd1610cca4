/**
 * simulate: a month of life of a small company on AWS, as the log files that AWS delivers, with incidents hidden in it.
 *
 * Invariant: pure. The same options give the same bytes; nothing reads a clock, a disk or a network.
 * Called by cli (`simulate`), main (the first start), tests and benchmarks.
 */
export { describe, type Description } from './describe.ts';
export type { SimulatedFile } from './files.ts';
export type { SimulationOptions } from './options.ts';
export type { TruthStep } from './scene.ts';
export { simulate } from './simulate.ts';
export { storyNames, type StoryName } from './stories/registry.ts';
