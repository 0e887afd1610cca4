// Opens no lake.
import { describe, expect, it } from 'vitest';
import { simulate, storyNames, type SimulatedFile } from '#simulate';
import { allSources, cutterOf, recognise, sampleOf, type Event, type Source } from '#sources';

// The simulation writes what AWS writes, so the sources must read all of it without a single refusal.

const until = new Date('2026-11-20T03:00:00Z');
const files = [...simulate({ seed: 3, days: 2, until, stories: storyNames, size: { factor: 0.3 } })];
const sources = await allSources();

/** Every event of a file, read by the source that recognises it. Throws the first refusal. */
function read(file: SimulatedFile): { source: Source; events: Event[] } {
  const bytes = Buffer.from(file.content);
  const sample = sampleOf(bytes);
  const source = recognise(sources, sample);
  if (source === undefined) throw new Error(`no source knows ${file.path}`);
  const framing = source.framing(sample);
  if (framing === 'parquet') throw new Error(`${file.path} is taken for Parquet`);
  const cutter = cutterOf(framing);
  const reader = source.reader();
  const cuts = [...cutter.push(bytes), ...cutter.end()];
  return { source, events: cuts.flatMap((cut) => reader.read(cutter.said(cut).value)) };
}

describe.each([
  { folder: 'CloudTrail', source: 'cloudtrail', records: (text: string) => text.split('{"eventVersion"').length - 1 },
  { folder: 'vpcflowlogs', source: 'vpcflow', records: (text: string) => text.trimEnd().split('\n').length - 1 },
  {
    folder: 'vpcdnsquerylogs',
    source: 'route53resolver',
    records: (text: string) => text.trimEnd().split('\n').length,
  },
])('simulated files of $folder', ({ folder, source: name, records }) => {
  const own = files.filter(({ path }) => path.includes(`/${folder}/`));

  it('are recognised by their content and read to the last record', () => {
    expect(own.length).toBeGreaterThan(4);
    for (const file of own) {
      const { source, events } = read(file);
      expect(source.name, file.path).toBe(name);
      expect(events.length, file.path).toBe(records(file.content));
    }
  });

  it('say account, Region and a time within the simulation', () => {
    for (const file of own) {
      const [, account] = file.path.split('/');
      for (const { columns, time } of read(file).events) {
        expect(columns['account'], file.path).toBe(account);
        expect(columns['region'], file.path).toMatch(/^[a-z]+-[a-z]+-\d$/);
        expect(time).toBeLessThan(until.getTime());
      }
    }
  });
});

it('hands out keys under which the sources file the events that use them', () => {
  const events = files.filter(({ path }) => path.includes('/CloudTrail/')).flatMap((file) => read(file).events);
  const issued = new Set(events.map(({ columns }) => columns['issued_key']).filter(Boolean));
  const used = events.filter(({ columns }) => columns['principal_type'] === 'AssumedRole');
  expect(used.length).toBeGreaterThan(500);
  expect(used.filter(({ columns }) => !issued.has(columns['access_key']))).toEqual([]);
});
