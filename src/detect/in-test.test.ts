// Opens no lake.
import { expect, test } from 'vitest';
import { allSources } from '#sources';
import { Fault } from '#kernel';
import { inTest } from './in-test.ts';
import { madeEvents } from './made-events.ts';

const sources = await allSources();
const flow = { flows: 1, from: '10.0.1.5', to: '10.0.2.9', port: 22 };
const place = { file: 'beacon.yml', name: 'every minute' };

function refused(make: () => unknown): Fault | undefined {
  try {
    inTest(place, make);
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown;
    throw thrown;
  }
  return undefined;
}

test('a line with a value of another kind is refused with the file, the test, the field and what to do', () => {
  const fault = refused(() => madeEvents([{ ...flow, 'from-port': 'any' }], sources));
  expect(fault?.text).toEqual({
    en: 'The test "every minute" in beacon.yml cannot be read: from-port: a number is needed. Mend that line of the test.',
    ja: 'beacon.yml のテスト「every minute」を読めません。from-port: 数を指定してください。テストの該当する行を直してください。',
  });
});

test.each([
  [{ ...flow, port: 70_000 }, 'dstport is "70000"'],
  [{ packets: 3 }, 'says neither flows nor queries nor calls'],
])('what a log refuses is told with the file as well: %j', (line, why) => {
  expect(refused(() => madeEvents([line], sources))?.message).toMatch(
    new RegExp(`^The test "every minute" in beacon.yml cannot be read: .*${why}.*Mend that line of the test.$`, 's'),
  );
});

test('what is no trouble of the lines passes as it is, and so does what was made', () => {
  expect(inTest(place, () => 5)).toBe(5);
  const broken = (): never => {
    throw new TypeError('broken');
  };
  expect(() => refused(broken)).toThrow(TypeError);
});
