import { useSpeech } from '../../i18n/language.tsx';
import type { RuleDetail } from '../../operations.ts';
import { Command } from '../../parts/copy.tsx';
import { visible } from '../../visible.ts';

/** What is captured stands at the odd places. */
const place = /\{\{\s*([^{}]+?)\s*\}\}/;

/** A command as the rule has it: what a finding's event fills in is named and marked. It is copied only when it is whole. */
export function Template({ command, places }: { command: string; places: RuleDetail['places'] }) {
  const { say } = useSpeech();
  if (!place.test(command)) return <Command text={command} />;
  const inWords = (path: string): string =>
    say(places.find((one) => one.path === path)?.name ?? { en: path, ja: path });
  return (
    <div className="command">
      <pre>
        {visible(command, 4000)
          .split(place)
          .map((part, index) =>
            index % 2 === 0 ? (
              part
            ) : (
              <mark key={index} className="place">
                {inWords(part)}
              </mark>
            ),
          )}
      </pre>
    </div>
  );
}
