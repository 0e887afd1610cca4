import I18nProvider, { type I18nProviderProps } from '@cloudscape-design/components/i18n';
import { useEffect, useState, type ReactNode } from 'react';
import { useSpeech } from './language.tsx';

const messages = {
  en: () => import('@cloudscape-design/components/i18n/messages/all.en'),
  ja: () => import('@cloudscape-design/components/i18n/messages/all.ja'),
};

/** Cloudscape's own labels ("Next page", "Close") in the reader's language, fetched when needed. */
export function CloudscapeWords({ children }: { children: ReactNode }) {
  const { language } = useSpeech();
  const [loaded, setLoaded] = useState<readonly I18nProviderProps.Messages[]>([]);
  useEffect(() => {
    let current = true;
    const load = async (): Promise<void> => {
      const module = await messages[language]();
      if (current) setLoaded([module.default]);
    };
    void load();
    return () => {
      current = false;
    };
  }, [language]);
  return (
    <I18nProvider locale={language} messages={loaded}>
      {children}
    </I18nProvider>
  );
}
