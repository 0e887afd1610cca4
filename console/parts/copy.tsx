import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import { useSpeech } from '../i18n/language.tsx';

/** A command to run, with a button that copies it. Its text is never anything but text. */
export function Command({ text }: { text: string }) {
  const { say } = useSpeech();
  return (
    <div className="command">
      <pre>{text}</pre>
      <CopyToClipboard
        variant="icon"
        textToCopy={text}
        copyButtonAriaLabel={say('copy.command')}
        copySuccessText={say('copy.done')}
        copyErrorText={say('copy.failed')}
      />
    </div>
  );
}
