import Button from '@cloudscape-design/components/button';
import Input from '@cloudscape-design/components/input';
import { useState, type ReactNode } from 'react';
import { accountWords } from '../i18n/account.ts';
import { columnWords } from '../i18n/column.ts';
import { useSpeech } from '../i18n/language.tsx';
import type { Sentence } from '../i18n/words.ts';
import { AskFirst } from './ask-first.tsx';
import { Moment } from './figures.tsx';
import { PlainTable } from './plain-table.tsx';
import { Empty } from './states.tsx';
import { Widget } from './widget.tsx';

/** What one makes under a name of one's own, uses elsewhere and takes away again: a passkey, a token. */
interface Named {
  readonly name: string;
  readonly createdAt: string;
  readonly usedAt?: string | null | undefined;
}

interface NamedThingsProps<Thing extends Named> {
  readonly title: Sentence;
  readonly help: Sentence;
  /** Nothing while they are on their way. */
  readonly things: readonly Thing[] | undefined;
  readonly keyOf: (thing: Thing) => string;
  readonly empty: Sentence;
  /** Takes `{name}`. */
  readonly removeNamed: Sentence;
  /** Absent for who may not. */
  readonly remove: ((thing: Thing) => void) | undefined;
  /** How one makes another, and what came of it. */
  readonly children: ReactNode;
}

/** A list of such things, with their making above it. */
export function NamedThings<Thing extends Named>(props: NamedThingsProps<Thing>) {
  const { title, help, things, keyOf, empty, removeNamed, remove, children } = props;
  const { say } = useSpeech();
  return (
    <Widget title={say(title)} help={say(help)}>
      <div className="stack">{children}</div>
      {things?.length === 0 ? <Empty title={say(empty)} /> : null}
      {things === undefined || things.length === 0 ? null : (
        <PlainTable
          name={say(title)}
          rows={things}
          keyOf={keyOf}
          columns={[
            { head: columnWords.name, cell: ({ name }) => name },
            { head: accountWords.made, time: true, cell: ({ createdAt }) => <Moment at={createdAt} /> },
            { head: accountWords.used, time: true, cell: ({ usedAt }) => <Moment at={usedAt ?? undefined} /> },
            ...(remove === undefined
              ? []
              : [
                  {
                    head: accountWords.actions,
                    cell: (thing: Thing) => (
                      <AskFirst
                        inline
                        says={say(accountWords.remove)}
                        named={say(removeNamed, { name: thing.name })}
                        title={say(accountWords.removeAsk, { name: thing.name })}
                        act={() => remove(thing)}
                      >
                        {say(accountWords.removeMeans)}
                      </AskFirst>
                    ),
                  },
                ]),
          ]}
        />
      )}
    </Widget>
  );
}

interface MakeNamedProps {
  readonly label: Sentence;
  readonly button: Sentence;
  readonly pending: boolean;
  readonly make: (name: string) => void;
}

/** A name, and the button that makes something of that name. */
export function MakeNamed({ label, button, pending, make }: MakeNamedProps) {
  const { say } = useSpeech();
  const [name, setName] = useState('');
  return (
    <form
      className="one-line"
      onSubmit={(event) => {
        event.preventDefault();
        make(name.trim());
        setName('');
      }}
    >
      <Input
        value={name}
        ariaLabel={say(label)}
        placeholder={say(label)}
        onChange={({ detail }) => setName(detail.value)}
      />
      <Button formAction="submit" loading={pending} disabled={name.trim() === ''}>
        {say(button)}
      </Button>
    </form>
  );
}
