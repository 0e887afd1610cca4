import FileUpload from '@cloudscape-design/components/file-upload';
import { useQuery } from '@tanstack/react-query';
import { useSpeech } from '../../i18n/language.tsx';
import { sourcesWords } from '../../i18n/sources.ts';
import { statesWords } from '../../i18n/states.ts';
import { queries } from '../../queries.ts';

/** The place onto which one drops log files. */
export function DropFiles({ take }: { take: (files: readonly File[]) => void }) {
  const { say } = useSpeech();
  const { data: status } = useQuery(queries.status);
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
