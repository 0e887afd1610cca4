import { z } from 'zod';

/** The languages in which Yagura speaks. */
export const languages = ['en', 'ja'] as const;
export type Language = (typeof languages)[number];

/** A sentence in every language: whatever a person reads has both. */
export const Text = z.strictObject({ en: z.string().min(1), ja: z.string().min(1) });
export type Text = z.infer<typeof Text>;

/** Words before a Japanese particle: Latin letters and figures stand apart from it, Japanese ones do not. */
export const apart = (words: string): string => (/[!-~]$/.test(words) ? `${words} ` : words);
