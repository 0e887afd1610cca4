import { useSpeech } from '../../i18n/language.tsx';
import type { Operations } from '../../operations.ts';
import { Go } from '../../parts/go.tsx';
import { SeverityBadge } from '../../parts/severity.tsx';
import { Told } from '../../parts/told.tsx';
import { paths } from '../../paths.ts';

type Steps = Operations['GetFinding']['output']['steps'];

/** What happened; of an attack in several steps a line for each, which leads to the finding that tells of it. */
export function Story({ text, steps }: { text: string; steps: Steps }) {
  const [told = '', ...lines] = text.split('\n');
  return (
    <>
      <div className="answer-sentence">
        <Told>{told}</Told>
      </div>
      {lines.length === 0 ? null : <Lines lines={lines} steps={steps} />}
    </>
  );
}

/** The rule tells the gravest steps with their times and says how many more there are: behind that stand their names. */
function Lines({ lines, steps }: { lines: readonly string[]; steps: Steps }) {
  const { say } = useSpeech();
  const titles = steps.map(({ title }) => say(title)).toSorted((one, other) => other.length - one.length);
  const named = lines.map((line) => ({ line, title: titles.find((title) => line.includes(title)) }));
  const told = new Set(named.map(({ title }) => title));
  const rest = steps.filter(({ title }) => !told.has(say(title)));
  const more = rest.length > 0 && named.at(-1)?.title === undefined ? named.pop() : undefined;
  return (
    <>
      <ol className="story">
        {named.map(({ line, title }) => (
          <li key={line}>
            <StepLine line={line} step={steps.find((step) => say(step.title) === title)} />
          </li>
        ))}
      </ol>
      {more === undefined ? null : <More said={more.line} steps={rest} />}
    </>
  );
}

function More({ said, steps }: { said: string; steps: Steps }) {
  const { say } = useSpeech();
  return (
    <details>
      <summary>{said}</summary>
      <ol className="story">
        {steps.map((step) => (
          <li key={step.id}>
            <StepLine line={say(step.title)} step={step} />
          </li>
        ))}
      </ol>
    </details>
  );
}

/** A line holds the title of its finding, between its time and how many events there were. */
function StepLine({ line, step }: { line: string; step: Steps[number] | undefined }) {
  const { say } = useSpeech();
  if (step === undefined) return line;
  const title = say(step.title);
  const at = line.indexOf(title);
  return (
    <>
      {line.slice(0, at)}
      <SeverityBadge level={step.severity} /> <Go to={paths.finding(step.id)}>{title}</Go>
      {line.slice(at + title.length)}
    </>
  );
}
