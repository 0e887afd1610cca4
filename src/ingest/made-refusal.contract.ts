import type { Refusal } from './refusal.ts';

/** A record that could not be read, for tests; a test says what matters to it. */
export const madeRefusal = (part: Partial<Refusal> = {}): Refusal => ({
  file: 'a.json',
  path: 'a.json',
  line: 1,
  position: 1,
  source: 'cloudtrail',
  framing: 'json',
  reason: { en: 'Line 1 is broken.', ja: '1 行目が壊れています。' },
  remedy: { en: 'Mend it.', ja: '直してください。' },
  head: '',
  text: '{',
  size: 1,
  ...part,
});
