import FileUpload from '@cloudscape-design/components/file-upload';
import { useSpeech } from '../../i18n/language.tsx';
import { sourcesWords } from '../../i18n/sources.ts';
import { statesWords } from '../../i18n/states.ts';
import { useStatus } from '../../parts/use-status.ts';

/** The place onto which one drops log files. */
export function DropFiles({ take }: { take: (files: readonly File[]) => void }) {
  const { say } = useSpeech();
  const status = useStatus();
  return (
    <FileUpload
      multiple
      value={[]}
      onChange={({ detail }) => take(detail.value)}
      constraintText={say(status?.simulated === true ? sourcesWords.dropMixed : sourcesWords.dropHelp)}
      i18nStrings={{
        uploadButtonText: () => say(sourcesWords.dropChoose),
        dropzoneText: () => say(sourcesWords.dropHere),
        removeFileAriaLabel: () => say(sourcesWords.dropRemove),
        errorIconAriaLabel: say(statesWords.faultTitle),
      }}
    />
  );
}
