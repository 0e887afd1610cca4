import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import { useSpeech } from '../i18n/language.tsx';
import { Command } from './copy.tsx';

/** The ways in which one's own logs come in. `drop` is the place for dropping files, where there is one. */
export function BringLogs({ drop }: { drop: React.ReactNode }) {
  const { say } = useSpeech();
  return (
    <ColumnLayout columns={3} minColumnWidth={260}>
      <div>
        <Box variant="h3">{say('bring.path')}</Box>
        <Box variant="p">{say('bring.path.help')}</Box>
        <Command text="npm start -- ./AWSLogs" />
      </div>
      <div>
        <Box variant="h3">{say('bring.drop')}</Box>
        <Box variant="p">{say('bring.drop.help')}</Box>
        {drop}
      </div>
      <div>
        <Box variant="h3">{say('bring.s3')}</Box>
        <Box variant="p">{say('bring.s3.help')}</Box>
        <Command text="npm start -- s3://my-trail-bucket/AWSLogs" />
      </div>
    </ColumnLayout>
  );
}
