// Opens no lake.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const source = new URL('../src/', import.meta.url).pathname;

interface Arrow {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const rooms = readdirSync(source, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const code = files.filter((name) => !/\.(test|contract)\.ts$/.test(name));
const textOf = (file: string): string => readFileSync(join(source, file), 'utf8');
const imports = (text: string): string[] =>
  [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(([, name]) => name ?? '');

const arrows: Arrow[] = code.flatMap((file) =>
  imports(textOf(file))
    .filter((name) => name.startsWith('#'))
    .map((name) => ({ file, from: file.split('/')[0] ?? '', to: name.slice(1) })),
);

const Walls = z.object({
  overrides: z.array(
    z.object({
      files: z.array(z.string()),
      rules: z.object({
        'no-restricted-imports': z
          .tuple([z.string(), z.object({ paths: z.array(z.object({ name: z.string() })) })])
          .optional(),
      }),
    }),
  ),
});

/** The linter's configuration says in lines of their own why a rule is off. */
const uncommented = (json: string): string => json.replaceAll(/^\s*\/\/.*$/gm, '');

const forbidden = new Map(
  Walls.parse(JSON.parse(uncommented(readFileSync(join(source, '../.oxlintrc.json'), 'utf8')))).overrides.flatMap(
    ({ files, rules }) =>
      rules['no-restricted-imports']
        ? [
            [
              files[0]?.split('/')[1] ?? '',
              new Set(rules['no-restricted-imports'][1].paths.map(({ name }) => name.slice(1))),
            ] as const,
          ]
        : [],
  ),
);

test('there are arrows between rooms, so that the checks of arrows are not empty', () => {
  expect(arrows.length).toBeGreaterThan(60);
  expect(new Set(arrows.map(({ from, to }) => `${from} -> ${to}`)).size).toBeGreaterThan(25);
});

test('every room has its walls in the table of the linter', () => {
  expect([...forbidden.keys()].toSorted()).toEqual(rooms.toSorted());
});

test('no arrow crosses a wall', () => {
  const crossed = arrows.filter(({ from, to }) => forbidden.get(from)?.has(to));
  expect(crossed).toEqual([]);
});

test('every room has a door with a doc comment and an invariant', () => {
  for (const room of rooms) expect(textOf(join(room, 'index.ts')), room).toMatch(/^\/\*\*[\s\S]*Invariant/);
});

/** Invariants said as absence: what only one room, or one file, may do. */
const only: readonly { what: RegExp; where: RegExp; why: string }[] = [
  { what: /from 'chdb|import\('chdb|@clickhouse\/client/, where: /^lake\//, why: 'only lake knows ClickHouse' },
  { what: /from '(libsql|pg)'|import\('(libsql|pg)'\)/, where: /^store\//, why: 'only store knows a SQL driver' },
  { what: /process\.env\b/, where: /^kernel\/config\.ts$/, why: 'only the configuration reads the environment' },
  { what: /process\.exit\b/, where: /^main\.ts$/, why: 'only main ends the process' },
  { what: /\bnew Date\(\)|\bDate\.now\b/, where: /^kernel\/clock\.ts$/, why: 'only the clock tells the time of day' },
];

test.each(only)('$why', ({ what, where }) => {
  const breaking = code.filter((file) => !where.test(file) && what.test(textOf(file)));
  expect(breaking).toEqual([]);
  expect(code.some((file) => where.test(file) && what.test(textOf(file)))).toBe(true);
});

test.each(['sources', 'sigma', 'attack', 'simulate'])('%s does no I/O', (room) => {
  const io = /^node:(fs|net|http|https|dgram|tls|child_process|dns|worker_threads)/;
  const breaking = code.filter(
    (file) => file.startsWith(`${room}/`) && imports(textOf(file)).some((name) => io.test(name)),
  );
  expect(breaking).toEqual([]);
});

test('no feature knows a surface', () => {
  const surfaces = new Set(['web', 'cli']);
  const own = [
    'main.ts',
    'compose.ts',
    'importer.ts',
    'machine.ts',
    'own-machine.ts',
    'library.ts',
    'open-data.ts',
    'serve.ts',
  ];
  const composing = new Set(own);
  expect(arrows.filter(({ from, to }) => surfaces.has(to) && !composing.has(from))).toEqual([]);
});

test('the bird’s-eye view names every room, and every file beside the rooms', () => {
  const view = readFileSync(join(source, '../ARCHITECTURE.md'), 'utf8');
  const beside = code.filter((file) => !file.includes('/'));
  expect([...rooms, ...beside].filter((name) => !view.includes(`\`${name}\``))).toEqual([]);
});

test('every file that a document names is there', () => {
  const root = join(source, '..');
  const decisions = readdirSync(join(root, 'docs/decisions')).map((name) => `docs/decisions/${name}`);
  const named = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', ...decisions].flatMap((document) =>
    [
      ...readFileSync(join(root, document), 'utf8').matchAll(
        /`((?:src|test|content|console|scripts|bench)\/[\w./-]+\.\w+)`/g,
      ),
    ].map(([, path = '']) => ({ document, path })),
  );
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter(({ path }) => !existsSync(join(root, path)))).toEqual([]);
});
