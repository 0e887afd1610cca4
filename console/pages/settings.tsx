import './settings/settings.css';
import { useId } from 'react';
import FormField from '@cloudscape-design/components/form-field';
import SegmentedControl, { type SegmentedControlProps } from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { choicesOf, choose, useSetting, type Setting } from '../device.ts';
import { useSpeech } from '../i18n/language.tsx';
import { choiceWords, settingsWords } from '../i18n/settings.ts';
import { Title } from '../parts/title.tsx';
import { Boundary, Widget } from '../parts/widget.tsx';
import { PeopleAndRoles } from './settings/people-and-roles.tsx';
import { Retention } from './settings/retention.tsx';
import { Running } from './settings/running.tsx';

/** How the page looks and behaves for this reader; what runs, how long it keeps what, and who may use it. */
export function SettingsPage() {
  const { say } = useSpeech();
  return (
    <>
      <Title help={say(settingsWords.help)}>{say(settingsWords.title)}</Title>
      <div className="settings">
        <div className="stack">
          <Widget title={say(settingsWords.browserTitle)} help={say(settingsWords.browserHelp)}>
            <SpaceBetween size="m">
              <LanguageChoice />
              <Choice name="theme" />
              <Choice name="density" />
              <Choice name="clock" />
              <Choice name="shortcuts" />
            </SpaceBetween>
          </Widget>
          <Boundary>
            <PeopleAndRoles />
          </Boundary>
        </div>
        <div className="stack">
          <Boundary>
            <Running />
          </Boundary>
          <Boundary>
            <Retention />
          </Boundary>
        </div>
      </div>
    </>
  );
}

function Choice({ name }: { name: Setting }) {
  const { say } = useSpeech();
  return (
    <Segments
      label={say(settingsWords[name])}
      selectedId={useSetting(name)}
      options={choicesOf(name).map((choice) => ({ id: choice, text: say(choiceWords[choice]) }))}
      onChange={({ detail }) => {
        const choice = choicesOf(name).find((one) => one === detail.selectedId);
        if (choice !== undefined) choose(name, choice);
      }}
    />
  );
}

/** Languages are named in themselves, so that everybody finds theirs. */
function LanguageChoice() {
  const { say, language, speak } = useSpeech();
  return (
    <Segments
      label={say(settingsWords.language)}
      selectedId={language}
      options={[
        { id: 'en', text: 'English' },
        { id: 'ja', text: '日本語' },
      ]}
      onChange={({ detail }) => speak(detail.selectedId === 'ja' ? 'ja' : 'en')}
    />
  );
}

/** A label of its own would stand there twice on a telephone, where the control becomes a list that has one. */
function Segments({ label, ...rest }: SegmentedControlProps & { readonly label: string }) {
  const id = useId();
  return (
    <FormField label={<span id={id}>{label}</span>}>
      <SegmentedControl ariaLabelledby={id} {...rest} />
    </FormField>
  );
}
