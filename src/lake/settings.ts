import type { Limits } from './lake.ts';

const mega = 1_000_000;

/**
 * What the engine in process may keep in memory, as its server settings. Its defaults reckon with a machine
 * of its own: three caches of 5 GB each. Some 300 MB beyond the queries' own are for merges and inserts.
 */
export const memoryPlan = (megabytes: number): string[] =>
  Object.entries({
    max_server_memory_usage: (megabytes + 300) * mega,
    mark_cache_size: 32 * mega,
    primary_index_cache_size: 32 * mega,
    index_mark_cache_size: 8 * mega,
    query_condition_cache_size: 8 * mega,
    max_thread_pool_size: 100,
  }).map(([name, value]) => `--${name}=${value}`);

/** How values are written in answers, on both engines alike. */
export const answerSettings = {
  date_time_output_format: 'iso',
  output_format_json_quote_64bit_integers: 0,
} as const;

/** Rows that are taken out, or are there twice, are taken out of the sums of their part too; else the engine refuses. */
export const keepsSums =
  "lightweight_mutation_projection_mode = 'rebuild', deduplicate_merge_projection_mode = 'rebuild'";

/**
 * How a table's rows are kept. Inserts of less than 128 MB make parts of one file: a file for each column costs
 * twice the memory while it is written (250 MB instead of 500 MB for 50,000 calls) and helps only questions to large parts.
 */
export const keeping = `min_bytes_for_wide_part = ${128 * mega}, ${keepsSums}`;

/** How rows are taken, on both engines alike: a batch may hold rows of many months. */
export const insertSettings = { max_partitions_per_insert_block: '0' } as const;

/** Settings of every session in process. */
export const sessionSettings = (megabytes: number, threads: number): Record<string, string | number> => ({
  ...answerSettings,
  ...insertSettings,
  ...spilling(megabytes * mega),
  // An insert holds a block twice while it sorts it; the default of 256 MB alone would need more than there is.
  min_insert_block_size_bytes: Math.floor((megabytes * mega) / 8),
  input_format_max_block_size_bytes: Math.floor((megabytes * mega) / 24),
  min_chunk_bytes_for_parallel_parsing: mega,
  max_memory_usage: megabytes * mega,
  max_threads: threads,
  // The engine would take one thread for each free gigabyte, which here is always one.
  max_threads_min_free_memory_per_thread: 0,
  max_insert_threads: 1,
  // Looks for comparisons that follow from others, for an eighth of the time that planning a window takes.
  optimize_and_compare_chain: 0,
});

/** Settings under which a query of a user runs. Whole numbers of 64 bits come quoted, so that none loses a digit. */
export const askSettings = (limits: Limits): Record<string, string | number> => ({
  ...answerSettings,
  ...spilling(limits.memoryMegabytes * mega),
  output_format_json_quote_64bit_integers: 1,
  max_execution_time: limits.seconds,
  max_memory_usage: limits.memoryMegabytes * mega,
  limit: limits.rows + 1,
  max_result_bytes: 100 * mega,
  max_temporary_data_on_disk_size_for_query: 2000 * mega,
  max_hyperscan_regexp_length: 1000, // compiling a long one cannot be ended
  max_hyperscan_regexp_total_length: 10_000,
  implicit_select: 0,
  allow_introspection_functions: 0,
  readonly: 1,
});

// A large GROUP BY or ORDER BY goes to disk instead of failing. Tables of groups double, and a query may hold those of
// each table and thread at once: from half the memory on, six million pairs of addresses sometimes needed the whole of it;
// from an eighth on they need less than a third, and a tenth more time.
const spilling = (bytes: number): Record<string, number> => ({
  max_bytes_before_external_group_by: Math.floor(bytes / 8),
  max_bytes_before_external_sort: Math.floor(bytes / 2),
});

/** `SET a = 1, b = 'c'`. */
export const setting = (settings: Readonly<Record<string, string | number>>): string =>
  `SET ${Object.entries(settings)
    .map(([name, value]) => `${name} = ${typeof value === 'number' ? value : `'${value}'`}`)
    .join(', ')}`;
