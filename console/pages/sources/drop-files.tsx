import Alert from '@cloudscape-design/components/alert';
import FileUpload from '@cloudscape-design/components/file-upload';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation, useQuery } from '@tanstack/react-query';
import { pushFile } from '../../call.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { sourcesWords } from '../../i18n/sources.ts';
import { statesWords } from '../../i18n/states.ts';
import type { PushReport } from '../../operations.ts';
import { queries, refreshPages } from '../../queries.ts';

/** Takes log files by drag and drop, one after the other, and says what came of them. */
export function DropFiles() {
  const { say } = useSpeech();
  const { mutate, isPending, data, error, variables } = useMutation({ mutationFn: pushAll, onSettled: refreshPages });
  const { data: status } = useQuery(queries.status);
  const help = status?.simulated === true ? sourcesWords.dropMixed : sourcesWords.dropHelp;
  const state = isPending ? say(sourcesWords.dropSending, { count: variables.length }) : say(help);
  return (
    <SpaceBetween size="xs">
      <FileUpload
        multiple
        value={[]}
        onChange={({ detail }) => mutate(detail.value)}
        constraintText={state}
        errorText={error?.message ?? null}
        i18nStrings={{
          uploadButtonText: () => say(sourcesWords.dropChoose),
          dropzoneText: () => say(sourcesWords.dropHere),
          removeFileAriaLabel: () => say(sourcesWords.dropRemove),
          errorIconAriaLabel: say(statesWords.faultTitle),
        }}
      />
      {data === undefined || isPending ? null : <Outcome reports={data} />}
    </SpaceBetween>
  );
}

async function pushAll(files: readonly File[]): Promise<PushReport[]> {
  const reports: PushReport[] = [];
  for (const file of files) reports.push(await pushFile(file));
  return reports;
}

function Outcome({ reports }: { reports: readonly PushReport[] }) {
  const { say } = useSpeech();
  const events = sum(reports.flatMap((report) => Object.values(report.events)));
  const refused = sum(reports.map((report) => report.refused));
  const problems = reports.flatMap((report) => report.problems).slice(0, 5);
  return (
    <Alert type={problems.length === 0 ? 'success' : 'warning'}>
      {say(sourcesWords.dropSent, { files: reports.length, events, refused })}
      {problems.map((problem) => (
        <div key={problem}>{problem}</div>
      ))}
    </Alert>
  );
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
