import { describe, expect, it } from 'vitest';
import { Attempts } from './attempts.ts';

const minute = 60_000;

function clocked() {
  const clock = { time: 0, now: () => new Date(clock.time) };
  return { clock, attempts: new Attempts(clock) };
}

describe('Wrong tokens', () => {
  it('are counted by address: the tenth in ten minutes closes it, and no other', () => {
    const { clock, attempts } = clocked();
    for (let wrong = 0; wrong < 9; wrong += 1) attempts.failed('192.0.2.1');
    attempts.check('192.0.2.1');
    clock.time = 10 * minute - 1;
    attempts.failed('192.0.2.1');
    expect(() => attempts.check('192.0.2.1')).toThrow(/Wait ten minutes/);
    attempts.check('192.0.2.2');
  });

  it('are forgotten ten minutes after the first, and counted anew', () => {
    const { clock, attempts } = clocked();
    for (let wrong = 0; wrong < 10; wrong += 1) attempts.failed('192.0.2.1');
    clock.time = 10 * minute;
    attempts.check('192.0.2.1');
    for (let wrong = 0; wrong < 9; wrong += 1) attempts.failed('192.0.2.1');
    attempts.check('192.0.2.1');
    attempts.failed('192.0.2.1');
    expect(() => attempts.check('192.0.2.1')).toThrow(/Too many/);
  });

  it('of ten thousand other addresses make the one forgotten that was quiet for longest, and no other', () => {
    const { attempts } = clocked();
    const wrong = (address: string, times: number): void => {
      for (let time = 0; time < times; time += 1) attempts.failed(address);
    };
    wrong('quiet', 10);
    wrong('busy', 9);
    for (let other = 0; other < 9998; other += 1) attempts.failed(`other ${other}`);
    wrong('busy', 1);
    attempts.failed('one more');
    attempts.check('quiet');
    expect(() => attempts.check('busy')).toThrow(/Too many/);
  });
});
