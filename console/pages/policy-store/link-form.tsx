import Autosuggest from '@cloudscape-design/components/autosuggest';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { useSpeech } from '../../i18n/language.tsx';
import { policyStoresWords as words } from '../../i18n/policy-stores.ts';
import type { EntityName, PolicyItem } from '../../policy-operations.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { useToast } from '../../parts/toast.tsx';
import type { Part } from './links.ts';
import { entityTypes } from './schema-names.ts';
import { useChange } from './use-change.ts';

interface LinkFormProps {
  readonly store: string;
  readonly revision: number;
  readonly template: string;
  readonly slots: readonly Part[];
  readonly items: readonly PolicyItem[];
}

const blank: EntityName = { entityType: '', entityId: '' };
const isFilled = ({ entityType, entityId }: EntityName): boolean => entityType.trim() !== '' && entityId !== '';

/** Fills the slots of a template: for each the type, out of the schema where there is one, and the id. */
export function LinkForm({ store, revision, template, slots, items }: LinkFormProps) {
  const { say } = useSpeech();
  const toast = useToast();
  const types = entityTypes(items);
  const [filled, setFilled] = useState<Readonly<Record<Part, EntityName>>>({ principal: blank, resource: blank });
  const { mutate, error, isPending } = useChange(store, revision, (done) => {
    setFilled({ principal: blank, resource: blank });
    toast.show({ text: say(words.linkAdded, { revision: done.revision }) });
  });
  const chosen = Object.fromEntries(slots.map((part) => [part, filled[part]]));
  return (
    <form
      className="link-form"
      aria-label={say(words.linkIt)}
      onSubmit={(event) => {
        event.preventDefault();
        mutate({ change: 'link-policy', policyTemplateId: template, ...chosen });
      }}
    >
      {slots.map((part) => (
        <Entity
          key={part}
          part={part}
          types={types}
          entity={filled[part]}
          write={(entity) => setFilled({ ...filled, [part]: entity })}
        />
      ))}
      {error === null ? null : <Refusal error={error} />}
      <Button formAction="submit" loading={isPending} disabled={!slots.every((part) => isFilled(filled[part]))}>
        {say(words.linkAdd)}
      </Button>
    </form>
  );
}

interface EntityProps {
  readonly part: Part;
  readonly types: readonly string[];
  readonly entity: EntityName;
  readonly write: (entity: EntityName) => void;
}

function Entity({ part, types, entity, write }: EntityProps) {
  const { say } = useSpeech();
  const name = say(words[part]);
  return (
    <>
      <FormField label={say(words.typeOf, { part: name })}>
        <Autosuggest
          value={entity.entityType}
          options={types.map((value) => ({ value }))}
          enteredTextLabel={(text) => say(words.useTyped, { text })}
          placeholder={part === 'principal' ? 'User' : 'Photo'}
          onChange={({ detail }) => write({ ...entity, entityType: detail.value })}
        />
      </FormField>
      <FormField label={say(words.idOf, { part: name })}>
        <Input
          value={entity.entityId}
          placeholder={part === 'principal' ? 'alice' : 'beach'}
          onChange={({ detail }) => write({ ...entity, entityId: detail.value })}
        />
      </FormField>
    </>
  );
}
