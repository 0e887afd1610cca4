// Opens no lake.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { detectionsPage } from './detections-page.ts';

test('docs/detections.md lists what content/rules holds (npm run reference writes it)', async () => {
  const page = await detectionsPage();
  expect(page.split('\n').length).toBeGreaterThan(250);
  expect(readFileSync(new URL('../docs/detections.md', import.meta.url), 'utf8')).toBe(page);
});
