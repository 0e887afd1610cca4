import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Language, Text } from '#kernel';
import { en, type Word } from './en.ts';
import { ja } from './ja.ts';

const words = { en, ja };
const remembered = 'yagura.language';

/** What is put into the `{places}` of a sentence. */
export type Places = Readonly<Record<string, string | number>>;

/** How the page speaks to this reader. */
export interface Speech {
  readonly language: Language;
  /** A sentence of the page in the reader's language. */
  readonly say: (word: Word, places?: Places) => string;
  /** The reader's language of a text that came from the server. */
  readonly pick: (text: Text) => string;
  readonly speak: (language: Language) => void;
}

const SpeechContext = createContext<Speech | undefined>(undefined);

/** Gives every part below a language: the one chosen before, or else the browser's. */
export function SpeechProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const speech = useMemo<Speech>(
    () => ({
      language,
      say: (word, places) => sentence(language, word, places),
      pick: (text) => text[language],
      speak: (chosen) => {
        window.localStorage.setItem(remembered, chosen);
        setLanguage(chosen);
      },
    }),
    [language],
  );
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (speech === undefined) throw new Error('useSpeech stands outside of SpeechProvider.');
  return speech;
}

/** A sentence with its places filled. */
export function sentence(language: Language, word: Word, places: Places = {}): string {
  return words[language][word].replaceAll(/\{(\w+)\}/g, (place, name: string) => String(places[name] ?? place));
}

function firstLanguage(): Language {
  const kept = window.localStorage.getItem(remembered);
  if (kept === 'en' || kept === 'ja') return kept;
  return navigator.language.startsWith('ja') ? 'ja' : 'en';
}
