// Opens no lake.
import { expect, test } from 'vitest';
import { filled } from './measured.ts';

test('quantities have marks between thousands, ports have none, alone or in a list', () => {
  const row = { bytes: 12_000, port: 27_017, over: 11_211, ports: [6379, 27_017] };
  expect(filled('{{bytes}} bytes, {{port}}, {{over}}, {{ports}}', row, 'en')).toBe(
    '12,000 bytes, 27017, 11211, 6379, 27017',
  );
  expect(filled('{{bytes}}、{{ports}}', row, 'ja')).toBe('12,000、6379、27017');
});

test('a list without any says so', () => {
  expect(filled('Open: {{found}}.', { found: [] }, 'en')).toBe('Open: none.');
  expect(filled('開きポート: {{found}}', { found: [] }, 'ja')).toBe('開きポート: なし');
});

test('a noun is as its number wants it', () => {
  expect(filled('{{one}} public address(es), {{two}} connection(s)', { one: 1, two: 2 }, 'en')).toBe(
    '1 public address, 2 connections',
  );
});

test('of a long list eight are told', () => {
  expect(filled('{{ports}}', { ports: [1, 2, 3, 4, 5, 6, 7, 8, 9] }, 'en')).toBe('1, 2, 3, 4, 5, 6, 7, 8 …');
});
