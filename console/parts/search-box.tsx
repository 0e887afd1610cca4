import Input from '@cloudscape-design/components/input';
import { useSpeech } from '../i18n/language.tsx';
import { statesWords } from '../i18n/states.ts';
import type { Sentence } from '../i18n/words.ts';

interface SearchBoxProps {
  /** What can be looked for; stands in the box while it is empty, and is its name. */
  readonly label: Sentence;
  readonly text: string;
  readonly change: (text: string) => void;
}

/** Where one writes what a list is narrowed by. */
export function SearchBox({ label, text, change }: SearchBoxProps) {
  const { say } = useSpeech();
  return (
    <Input
      type="search"
      value={text}
      ariaLabel={say(label)}
      placeholder={say(label)}
      clearAriaLabel={say(statesWords.clearFilter)}
      onChange={({ detail }) => change(detail.value)}
    />
  );
}
