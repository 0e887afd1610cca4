import { createContext, startTransition, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Language } from '#kernel';
import { sentence, type Places, type Sentence } from './words.ts';

const remembered = 'yagura.language';

/** How the page speaks to this reader. */
export interface Speech {
  readonly language: Language;
  /** A sentence in the reader's language: one of the page (`findingsWords.title`), or a text that came from the server. */
  readonly say: (words: Sentence, places?: Places) => string;
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
      say: (words, places) => sentence(language, words, places),
      speak: (chosen) => {
        window.localStorage.setItem(remembered, chosen);
        startTransition(() => setLanguage(chosen)); // every sentence is another: keys are heard meanwhile
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

function firstLanguage(): Language {
  const kept = window.localStorage.getItem(remembered);
  if (kept === 'en' || kept === 'ja') return kept;
  return navigator.language.startsWith('ja') ? 'ja' : 'en';
}
