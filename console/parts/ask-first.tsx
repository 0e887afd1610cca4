import Button from '@cloudscape-design/components/button';
import { useState, type ReactNode } from 'react';
import { Dialog } from './dialog.tsx';

interface AskFirstProps {
  /** What the button says. */
  readonly says: string;
  /** Read out instead, where several buttons say the same. */
  readonly named?: string;
  /** Amid a line of text, or in a table. */
  readonly inline?: true;
  /** The question. */
  readonly title: string;
  /** What the button of the dialog says, where it is not the same. */
  readonly does?: string;
  readonly act: () => void;
  readonly isPending?: boolean;
  /** What it means. */
  readonly children: ReactNode;
}

/** A button for what acts at once on others, or cannot be taken back: it asks before. */
export function AskFirst({ says, named, inline, title, does = says, act, isPending = false, children }: AskFirstProps) {
  const [asking, setAsking] = useState(false);
  const done = (): void => {
    setAsking(false);
    act();
  };
  return (
    <>
      <Button
        variant={inline ? 'inline-link' : 'normal'}
        {...(named === undefined ? {} : { ariaLabel: named })}
        loading={isPending}
        onClick={() => setAsking(true)}
      >
        {says}
      </Button>
      {asking ? (
        <Dialog title={title} close={() => setAsking(false)} does={does} act={done}>
          {children}
        </Dialog>
      ) : null}
    </>
  );
}
