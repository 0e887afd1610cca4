import { useSpeech } from '../i18n/language.tsx';

/** Changes to the other language, which it names in that language. */
export function LanguageSwitch({ className }: { className?: string }) {
  const { language, speak } = useSpeech();
  const other = language === 'en' ? 'ja' : 'en';
  return (
    <button type="button" lang={other} className={className} onClick={() => speak(other)}>
      {other === 'ja' ? '日本語' : 'English'}
    </button>
  );
}
