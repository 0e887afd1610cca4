import Button from '@cloudscape-design/components/button';
import { useQuery } from '@tanstack/react-query';
import { readingWords } from '../../i18n/reading.ts';
import { summaryWords } from '../../i18n/summary.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { useGo } from '../../parts/go.tsx';
import { Empty } from '../../parts/states.tsx';
import { Card } from '../../parts/widget.tsx';
import { paths } from '../../paths.ts';
import { isBusy, queries } from '../../queries.ts';

/** Instead of widgets that would all be empty: that logs are being read, or how they are brought. */
export function NoLogs() {
  const { say } = useSpeech();
  const go = useGo();
  const { data: status } = useQuery(queries.status);
  return (
    <Card>
      {isBusy(status) ? (
        <Empty title={say(readingWords.title)} help={say(readingWords.help)} />
      ) : (
        <Empty
          title={say(summaryWords.noLogs)}
          help={say(summaryWords.noLogsHelp)}
          action={
            <Button variant="primary" onClick={() => go(paths.sources())}>
              {say(summaryWords.simulatedBring)}
            </Button>
          }
        />
      )}
    </Card>
  );
}
