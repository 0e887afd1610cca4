import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import { useSpeech } from '../i18n/language.tsx';
import { copyWords } from '../i18n/copy.ts';
import { visible } from '../visible.ts';

/** What is drawn of a command; the whole is copied. */
const longest = 4000;

/** A command to run, with a button that copies it. Its text is never anything but text. */
export function Command({ text }: { text: string }) {
  const { say } = useSpeech();
  return (
    <div className="command">
      <pre>{visible(text, longest)}</pre>
      <CopyToClipboard
        variant="icon"
        textToCopy={text}
        copyButtonAriaLabel={say(copyWords.command)}
        copySuccessText={say(copyWords.done)}
        copyErrorText={say(copyWords.failed)}
      />
    </div>
  );
}
