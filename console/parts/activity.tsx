import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { readingWords } from '../i18n/reading.ts';
import { useSpeech } from '../i18n/language.tsx';
import type { Status } from '../operations.ts';
import { isBusy } from '../queries.ts';
import { useFigures } from './figures.tsx';
import { useStatus } from './use-status.ts';

type Step = Status['steps'][number];

/**
 * What the server is busy with and what needs attention, as a button in the bar that opens the whole: the page under
 * it never moves. Nothing when there is nothing to say.
 */
export function Activity() {
  const { say } = useSpeech();
  const status = useStatus();
  const [open, setOpen] = useState(false);
  const box = useClosing(() => setOpen(false));
  if (status === undefined || (!isBusy(status) && status.problems.length === 0)) return null;
  const busy = isBusy(status);
  return (
    <div className="activity" ref={box}>
      <button
        type="button"
        className={busy ? 'activity-button' : 'activity-button attention'}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {busy ? <Headline status={status} /> : say(readingWords.problems, { count: status.problems.length })}
      </button>
      {open ? (
        <section className="activity-panel" aria-label={say(busy ? readingWords.title : readingWords.attention)}>
          <SpaceBetween size="m">
            {busy ? <Reading status={status} /> : null}
            {status.problems.length > 0 ? <Problems problems={status.problems} /> : null}
          </SpaceBetween>
        </section>
      ) : null}
    </div>
  );
}

/** Closes what stands in the box when one presses Escape or clicks elsewhere. */
function useClosing(close: () => void) {
  const box = useRef<HTMLDivElement>(null);
  const closes = useEffectEvent(close);
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') closes();
    };
    const onPointer = ({ target }: PointerEvent): void => {
      if (target instanceof Node && box.current?.contains(target) === false) closes();
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('pointerdown', onPointer);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('pointerdown', onPointer);
    };
  }, []);
  return box;
}

function Headline({ status }: { status: Status }) {
  const { say } = useSpeech();
  const shares = status.steps.flatMap(({ done, total }) => (total ? [Math.min(1, done / total)] : []));
  const share = shares.length === 0 ? '' : ` ${Math.floor(100 * Math.min(...shares))}%`;
  const words = say(status.phase === 'starting' ? readingWords.starting : readingWords.title);
  return (
    <>
      <span className={share === '' ? undefined : 'activity-words'}>{words}</span>
      {share}
    </>
  );
}

function Reading({ status }: { status: Status }) {
  const { say } = useSpeech();
  return (
    <SpaceBetween size="s">
      <Box variant="strong">{say(readingWords.help)}</Box>
      {status.steps.map((step, index) => (
        // Two imports may be at the same step.
        <StepBar key={`${index} ${step.what.en}`} step={step} />
      ))}
      {status.counts && <Box color="text-body-secondary">{say(readingWords.soFar, status.counts)}</Box>}
    </SpaceBetween>
  );
}

function StepBar({ step }: { step: Step }) {
  const { say } = useSpeech();
  const { bytes } = useFigures();
  const { done, total, rate, unit } = step;
  const amount = (count: number): string => (unit === 'bytes' ? bytes(count) : say(readingWords.files, { count }));
  const what = say(step.what);
  const figures =
    total === undefined ? amount(done) : say(readingWords.doneOf, { done: amount(done), total: amount(total) });
  const speed = rate === undefined ? '' : say(readingWords.rate, { rate: amount(rate) });
  if (total === undefined || total === 0) {
    return (
      <Box>
        {what}: {figures} {speed}
      </Box>
    );
  }
  return (
    <label className="step">
      {what}
      <progress value={Math.min(done, total)} max={total} />
      <span className="cell-small">{`${figures} ${speed}`}</span>
    </label>
  );
}

/** What could not be done, in the server's words. */
export function Problems({ problems }: { problems: Status['problems'] }) {
  const { say } = useSpeech();
  return (
    <div>
      <Box variant="strong">{say(readingWords.attention)}</Box>
      <ul className="plain name">
        {problems.slice(0, 20).map((problem) => (
          <li key={problem.en}>{say(problem)}</li>
        ))}
      </ul>
    </div>
  );
}
