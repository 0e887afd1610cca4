import Box from '@cloudscape-design/components/box';
import Modal from '@cloudscape-design/components/modal';
import { shortcutsWords } from '../i18n/shortcuts.ts';
import { useSpeech } from '../i18n/language.tsx';
import type { Shortcut } from './shortcuts.tsx';

/** Which keys there are. */
export function ShortcutHelp({
  shortcuts,
  on,
  close,
}: {
  shortcuts: readonly Shortcut[];
  on: boolean;
  close: () => void;
}) {
  const { say } = useSpeech();
  return (
    <Modal visible onDismiss={close} header={say(shortcutsWords.title)}>
      <dl className="keys">
        {shortcuts.map(({ keys, about }) => (
          <div key={keys.join(' ')}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{names[key] ?? key}</kbd>
              ))}
            </dt>
            <dd>{say(about)}</dd>
          </div>
        ))}
      </dl>
      <Box color="text-body-secondary" padding={{ top: 's' }}>
        {say(on ? shortcutsWords.off : shortcutsWords.areOff)}
      </Box>
    </Modal>
  );
}

const names: Readonly<Record<string, string>> = { ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc' };
