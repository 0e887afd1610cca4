import { findingWords } from '../../i18n/finding.ts';
import { useSpeech } from '../../i18n/language.tsx';
import type { Operations } from '../../operations.ts';
import { CopyButton } from '../../parts/copy.tsx';
import { paths } from '../../paths.ts';
import { markdownOf } from './markdown.ts';

/** Takes the finding elsewhere: as Markdown, or as the link that always leads here. */
export function Copying({ detail }: { detail: Operations['GetFinding']['output'] }) {
  const { say } = useSpeech();
  const link = `${window.location.origin}${paths.finding(detail.finding.id)}`;
  return (
    <>
      <CopyButton text={() => markdownOf(detail, link, say)}>{say(findingWords.copyMarkdown)}</CopyButton>
      <CopyButton text={() => link}>{say(findingWords.copyLink)}</CopyButton>
    </>
  );
}
