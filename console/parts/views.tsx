import ButtonDropdown, { type ButtonDropdownProps } from '@cloudscape-design/components/button-dropdown';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { preferencesWords } from '../i18n/preferences.ts';
import { viewsWords } from '../i18n/views.ts';
import { useSpeech } from '../i18n/language.tsx';
import type { Sentence } from '../i18n/words.ts';
import { useToast } from './toast.tsx';
import { listOf as listIn, usePreference } from '../preferences.ts';
import { Dialog } from './dialog.tsx';

/** A view that somebody saved: its name, and the search part of its address. */
interface View {
  readonly name: string;
  readonly search: string;
}

interface ViewsProps {
  /** The name under which the views of this page are kept. */
  readonly kept: string;
  /** Views that everybody has. */
  readonly given: readonly { readonly name: Sentence; readonly search: string }[];
  /** The search part of the address that is shown. */
  readonly current: string;
  readonly show: (search: string) => void;
}

/** The views of this person: what an address shows, under a name. */
export function Views({ kept, given, current, show }: ViewsProps) {
  const { say } = useSpeech();
  const { views, areKnown, save, remove } = useViews(kept);
  const [saving, setSaving] = useState(false);
  const all = [...given.map((view) => ({ ...view, name: say(view.name) })), ...views];
  const name = all.find((view) => view.search === current)?.name ?? say(viewsWords.title);
  const follow = (id: string): void => {
    if (id === 'save') setSaving(true);
    else if (id.startsWith('delete ')) remove(id.slice('delete '.length));
    else show(all[Number(id)]?.search ?? '');
  };
  return (
    <>
      <ButtonDropdown
        items={itemsOf(all, given.length, areKnown, say)}
        expandableGroups
        onItemClick={({ detail }) => follow(detail.id)}
      >
        {name}
      </ButtonDropdown>
      {saving ? <SaveView close={() => setSaving(false)} save={(name) => save({ name, search: current })} /> : null}
    </>
  );
}

function itemsOf(
  all: readonly View[],
  given: number,
  areKnown: boolean,
  say: ReturnType<typeof useSpeech>['say'],
): ButtonDropdownProps.ItemOrGroup[] {
  const items = all.map(({ name }, index) => ({ id: String(index), text: name }));
  const own = items.slice(given);
  const save = {
    id: 'save',
    text: say(viewsWords.save),
    iconName: 'add-plus' as const,
    disabled: !areKnown,
    disabledReason: say(preferencesWords.unread),
  };
  const remove = own.map(({ text }) => ({ id: `delete ${text}`, text }));
  return [
    ...items.slice(0, given),
    ...(own.length === 0 ? [] : [{ text: say(viewsWords.own), items: own }]),
    save,
    ...(own.length === 0 ? [] : [{ text: say(viewsWords.delete), items: remove }]),
  ];
}

function useViews(name: string) {
  const { say } = useSpeech();
  const toast = useToast();
  const [kept, set] = usePreference(name);
  const views = listIn(kept, isView);
  const write = (next: readonly View[]): void => set?.(next.length === 0 ? null : JSON.stringify(next));
  return {
    views,
    areKnown: set !== undefined,
    save: (view: View) => {
      write([...views.filter(({ name }) => name !== view.name), view]);
      toast.show({ text: say(viewsWords.saved, { name: view.name }) });
    },
    remove: (name: string) => {
      write(views.filter((view) => view.name !== name));
      toast.show({ text: say(viewsWords.deleted, { name }) });
    },
  };
}

const isView = (value: unknown): value is View =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  typeof value.name === 'string' &&
  'search' in value &&
  typeof value.search === 'string';

function SaveView({ close, save }: { close: () => void; save: (name: string) => void }) {
  const { say } = useSpeech();
  const [name, setName] = useState('');
  const send = (): void => {
    if (name.trim() === '') return;
    save(name.trim().slice(0, 80));
    close();
  };
  return (
    <Dialog
      title={say(viewsWords.save)}
      close={close}
      does={say(viewsWords.save)}
      act={send}
      isReady={name.trim() !== ''}
    >
      <FormField label={say(viewsWords.name)} stretch>
        <Input
          value={name}
          autoFocus
          onChange={({ detail }) => setName(detail.value)}
          onKeyDown={({ detail }) => {
            if (detail.key === 'Enter') send();
          }}
        />
      </FormField>
    </Dialog>
  );
}
