import { useSpeech } from '../../i18n/language.tsx';
import type { Operations } from '../../operations.ts';
import { Go } from '../../parts/go.tsx';
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
      {lines.length === 0 ? null : (
        <ol className="story">
          {lines.map((line) => (
            <li key={line}>
              <StepLine line={line} steps={steps} />
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

/** A line holds the title of its finding, between its time and how many events there were. */
function StepLine({ line, steps }: { line: string; steps: Steps }) {
  const { say } = useSpeech();
  const named = steps
    .map(({ id, title }) => ({ id, title: say(title) }))
    .toSorted((one, other) => other.title.length - one.title.length)
    .find(({ title }) => line.includes(title));
  if (named === undefined) return line;
  const at = line.indexOf(named.title);
  return (
    <>
      {line.slice(0, at)}
      <Go to={paths.finding(named.id)}>{named.title}</Go>
      {line.slice(at + named.title.length)}
    </>
  );
}
