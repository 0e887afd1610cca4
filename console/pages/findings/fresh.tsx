import { useQuery } from '@tanstack/react-query';
import Button from '@cloudscape-design/components/button';
import { findingsWords } from '../../i18n/findings.ts';
import { useSpeech } from '../../i18n/language.tsx';
import type { ListOfFindings } from '../../operations.ts';
import { queries, rereadFindings } from '../../queries.ts';

/** Tells of findings that came after the list was read; they are shown when the reader wants them. */
export function Fresh({ list, known }: { list: ListOfFindings; known: string | undefined }) {
  const { say } = useSpeech();
  const { data: count = 0 } = useQuery(queries.freshFindings(list, known));
  return (
    <div className="fresh" role="status">
      {count === 0 ? null : (
        <>
          {say(findingsWords.fresh, { count })}
          <Button variant="inline-link" onClick={() => void rereadFindings()}>
            {say(findingsWords.show)}
          </Button>
        </>
      )}
    </div>
  );
}
