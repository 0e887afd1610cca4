import './guide/guide.css';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import { useState } from 'react';
import { guideWords } from '../../i18n/guide.ts';
import { useSpeech } from '../../i18n/language.tsx';
import type { Sentence } from '../../i18n/words.ts';
import { Command } from '../../parts/copy.tsx';
import { Widget } from '../../parts/widget.tsx';
import { empty, filled, isUnfit, queueUrl, type Place } from './guide/place.ts';
import { logs, stepsOf, type Log } from './guide/steps.ts';
import { TryPlace } from './guide/try-place.tsx';

type Chosen = Log | 'push';

/** Sets up buckets, queues and logs: every command and policy with the reader's own names in it, and a check at the end. */
export function Guide({ region }: { region: string }) {
  const { say } = useSpeech();
  const [chosen, setChosen] = useState<Chosen>('organization');
  const [place, setPlace] = useState<Place>({ ...empty, region });
  return (
    <Widget title={say(guideWords.title)} help={say(guideWords.help)}>
      <div className="guide">
        <SegmentedControl
          label={say(guideWords.which)}
          selectedId={chosen}
          options={[...logs, 'push' as const].map((id) => ({ id, text: say(guideWords[id]) }))}
          onChange={({ detail }) => setChosen(logs.find((log) => log === detail.selectedId) ?? 'push')}
        />
        {chosen === 'push' ? (
          <ByPush />
        ) : (
          <>
            <Names place={place} organization={chosen === 'organization'} change={setPlace} />
            <ol className="steps">
              {stepsOf(chosen, filled(place)).map(({ what, command }) => (
                <li key={what.ja}>
                  <div>{say(what)}</div>
                  <Command text={command} />
                </li>
              ))}
              <li>
                <TryPlace key={queueUrl(filled(place))} suggested={queueUrl(filled(place))} />
              </li>
            </ol>
          </>
        )}
      </div>
    </Widget>
  );
}

const parts: readonly (readonly [keyof Place, Sentence, string])[] = [
  ['bucket', guideWords.bucket, 'my-log-bucket'],
  ['account', guideWords.account, '111122223333'],
  ['region', guideWords.region, 'ap-northeast-1'],
  ['organization', guideWords.organizationId, 'o-a1b2c3d4e5'],
];

interface NamesProps {
  readonly place: Place;
  readonly organization: boolean;
  readonly change: (place: Place) => void;
}

function Names({ place, organization, change }: NamesProps) {
  const { say } = useSpeech();
  return (
    <div className="guide-names">
      {parts
        .filter(([part]) => organization || part !== 'organization')
        .map(([part, label, example]) => (
          <FormField
            key={part}
            label={say(label)}
            stretch
            errorText={isUnfit(place, part) ? say(guideWords.unfit) : ''}
          >
            <Input
              value={place[part]}
              placeholder={example}
              onChange={({ detail }) => change({ ...place, [part]: detail.value.trim() })}
            />
          </FormField>
        ))}
    </div>
  );
}

function ByPush() {
  const { say } = useSpeech();
  const { origin } = window.location;
  return (
    <>
      <div>{say(guideWords.pushHelp)}</div>
      <Command
        text={`for file in /var/log/export/*.json.gz; do\n  curl --fail --data-binary @"$file" -H "Authorization: Bearer $TOKEN" "${origin}/push?name=$(basename "$file")"\ndone`}
      />
    </>
  );
}
