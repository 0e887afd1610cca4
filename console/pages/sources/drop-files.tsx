import FileUpload from '@cloudscape-design/components/file-upload';
import { useMutation } from '@tanstack/react-query';
import { pushFile } from '../../call.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { useFigures } from '../../parts/figures.tsx';
import { refreshPages } from '../../queries.ts';

/** Takes log files by drag and drop, one after the other, and says how far it is. */
export function DropFiles() {
  const { say } = useSpeech();
  const { count } = useFigures();
  const { mutate, isPending, isSuccess, error, variables } = useMutation({
    mutationFn: async (files: readonly File[]) => {
      for (const file of files) await pushFile(file);
    },
    onSettled: refreshPages,
  });
  const figures = { count: count(variables?.length ?? 0) };
  const state = isPending ? say('drop.sending', figures) : isSuccess ? say('drop.sent', figures) : '';
  return (
    <FileUpload
      multiple
      value={[]}
      onChange={({ detail }) => mutate(detail.value)}
      constraintText={state || say('drop.help')}
      errorText={error?.message ?? null}
      i18nStrings={{
        uploadButtonText: () => say('drop.choose'),
        dropzoneText: () => say('drop.here'),
        removeFileAriaLabel: () => say('drop.remove'),
        errorIconAriaLabel: say('fault.title'),
      }}
    />
  );
}
