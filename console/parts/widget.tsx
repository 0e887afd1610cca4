import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { Component, type ReactNode } from 'react';
import { CallError } from '../call.ts';
import { useSpeech } from '../i18n/language.tsx';
import { statesWords } from '../i18n/states.ts';
import { Fault } from './states.tsx';

interface WidgetProps {
  readonly title: string;
  readonly help?: string;
  readonly counter?: string;
  readonly actions?: ReactNode;
  readonly footer?: ReactNode;
  /** As high as its neighbours. */
  readonly fit?: true;
  readonly children: ReactNode;
}

/** A part of a page with a heading of its own. When it breaks, the page around it stays. */
export function Widget({ title, help, counter, actions, footer, fit, children }: WidgetProps) {
  return (
    <Card {...(footer === undefined ? {} : { footer })} {...(fit === undefined ? {} : { fit })}>
      <div className="card-head">
        <div>
          <h2>
            {title} {counter === undefined ? null : <span className="title-counter">{counter}</span>}
          </h2>
          {help === undefined ? null : <p>{help}</p>}
        </div>
        {actions === undefined ? null : <div className="card-actions">{actions}</div>}
      </div>
      <Boundary>{children}</Boundary>
    </Card>
  );
}

/** The frame around a part of a page. */
export function Card({ fit, footer, children }: Pick<WidgetProps, 'fit' | 'footer' | 'children'>) {
  return (
    <section className={fit === true ? 'card fit' : 'card'}>
      <div className="card-body">{children}</div>
      {footer === undefined || footer === null ? null : <div className="card-footer">{footer}</div>}
    </section>
  );
}

/** Keeps what breaks inside of it from taking the page along. */
export class Boundary extends Component<{ children: ReactNode }, { error: Error | undefined }> {
  override state = { error: undefined };

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return <Broken error={error} again={() => this.setState({ error: undefined })} />;
  }
}

function Broken({ error, again: redraw }: { error: Error; again: () => void }) {
  const { say } = useSpeech();
  const { reset } = useQueryErrorResetBoundary();
  const again = (): void => {
    reset(); // what was asked for and not had is asked for again
    redraw();
  };
  if (error instanceof CallError) return <Fault error={error} again={again} />;
  return (
    <div role="alert">
      <Box color="text-status-error">{say(statesWords.broken)}</Box>
      <div>{say(statesWords.brokenRemedy)}</div>
      <Box variant="small" color="text-body-secondary">
        {error.message}
      </Box>
      <Button variant="inline-link" onClick={again}>
        {say(statesWords.again)}
      </Button>
    </div>
  );
}
