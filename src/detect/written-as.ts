import type { Text } from '#kernel';

/** What to do about a block of Yagura's own that cannot be read: one that can is named. */
export const writtenAs = (file: string): Text => ({
  en: `Write it as content/rules/${file} does.`,
  ja: `content/rules/${file} にならって書いてください。`,
});
