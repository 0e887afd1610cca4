// Opens no lake.
import { expect, test } from 'vitest';
import { importLines } from './import-lines.ts';

const report = {
  seconds: 1.25,
  filesRead: 1,
  filesSkipped: 0,
  events: {},
  refused: 0,
  problems: [],
  old: [],
};

test('an import is told in few lines, each only where there is something to tell', () => {
  expect(importLines(report, 'en')).toEqual(['Read 1 file in 1.3 s: no events.']);
  const much = { ...report, filesRead: 1200, filesSkipped: 2, events: { cloudtrail: 3000 }, refused: 1 };
  expect(importLines(much, 'en')).toEqual([
    'Read 1,200 files in 1.3 s: 3,000 cloudtrail.',
    '2 files had been read before and changed nothing.',
    '1 record could not be read and is in quarantine.',
  ]);
  expect(importLines(report, 'ja')).toEqual(['1 個のファイルを 1.3 秒で読み込みました（イベントなし）。']);
});

test('of many problems twenty are told and the rest counted', () => {
  const problems = Array.from({ length: 25 }, (_, at) => ({ en: `problem ${at}`, ja: `問題 ${at}` }));
  const lines = importLines({ ...report, problems }, 'en');
  expect(lines).toHaveLength(22);
  expect(lines.at(-1)).toBe('  (and 5 more; the page shows them under Sources)');
});

test('old events are told with what keeps them longer, in both languages', () => {
  const old = [{ table: 'api_activity' as const, first: 0, keeps: '400 days', until: 86_400_000 }];
  expect(importLines({ ...report, old }, 'en')[1]).toMatch(
    /^The oldest events are of 1970-01-01, .* stay until 1970-01-02\. .* set retention\.api_activity/,
  );
  expect(importLines({ ...report, old }, 'ja')[1]).toContain('1970-01-02 まで残ります');
});
