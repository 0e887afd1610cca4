import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../call.ts';
import { guideWords } from '../../../i18n/guide.ts';
import { useSpeech } from '../../../i18n/language.tsx';
import { TriedSteps } from './tried-steps.tsx';

/** Looks at a bucket or queue now and says what is wrong. */
export function TryPlace({ suggested }: { suggested: string }) {
  const { say } = useSpeech();
  const [address, setAddress] = useState(suggested);
  const tried = useMutation({ mutationFn: () => call('TryPlace', { address: address.trim() }) });
  return (
    <div className="try-place">
      <div>{say(guideWords.checkHelp)}</div>
      <div className="try-place-form">
        <FormField label={say(guideWords.address)} stretch>
          <Input
            value={address}
            placeholder="s3://my-log-bucket/AWSLogs"
            onChange={({ detail }) => setAddress(detail.value)}
          />
        </FormField>
        <Button disabled={address.trim() === ''} loading={tried.isPending} onClick={() => tried.mutate()}>
          {say(guideWords.checkNow)}
        </Button>
      </div>
      <TriedSteps tried={tried} />
    </div>
  );
}
