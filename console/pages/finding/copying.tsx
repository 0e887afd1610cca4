import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import { copyWords } from '../../i18n/copy.ts';
import { findingWords } from '../../i18n/finding.ts';
import { useSpeech } from '../../i18n/language.tsx';
import type { Operations } from '../../operations.ts';
import { paths } from '../../paths.ts';
import { markdownOf } from './markdown.ts';

/** Takes the finding elsewhere: as Markdown, or as the link that always leads here. */
export function Copying({ detail }: { detail: Operations['GetFinding']['output'] }) {
  const { say } = useSpeech();
  const link = `${window.location.origin}${paths.finding(detail.finding.id)}`;
  const told = { copySuccessText: say(copyWords.done), copyErrorText: say(copyWords.failed) };
  return (
    <>
      <CopyToClipboard
        {...told}
        copyButtonText={say(findingWords.copyMarkdown)}
        textToCopy={markdownOf(detail, link, say)}
      />
      <CopyToClipboard {...told} copyButtonText={say(findingWords.copyLink)} textToCopy={link} />
    </>
  );
}
