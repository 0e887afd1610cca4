import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import { useSpeech } from '../i18n/language.tsx';
import { sourcesWords } from '../i18n/sources.ts';
import { Command } from './copy.tsx';
import { useMay } from './may.tsx';

/** The ways in which one's own logs come in. `drop` is the place for dropping files, for those who may. */
export function BringLogs({ drop }: { drop: React.ReactNode }) {
  const { say } = useSpeech();
  const mayPush = useMay('yagura:PushLogs');
  return (
    <ColumnLayout columns={mayPush ? 3 : 2} minColumnWidth={260}>
      <div>
        <Box variant="h3">{say(sourcesWords.bringPath)}</Box>
        <Box variant="p">{say(sourcesWords.bringPathHelp)}</Box>
        <Command text="npm start -- ./AWSLogs" />
      </div>
      {mayPush && (
        <div>
          <Box variant="h3">{say(sourcesWords.bringDrop)}</Box>
          <Box variant="p">{say(sourcesWords.bringDropHelp)}</Box>
          {drop}
        </div>
      )}
      <div>
        <Box variant="h3">{say(sourcesWords.bringS3)}</Box>
        <Box variant="p">{say(sourcesWords.bringS3Help)}</Box>
        <Command text="npm start -- s3://my-trail-bucket/AWSLogs" />
      </div>
    </ColumnLayout>
  );
}
