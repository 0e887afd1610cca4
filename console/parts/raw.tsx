import { Breakable } from './breakable.tsx';

/** A value out of a log, set apart from the text around it so that neither can turn the other around. */
export function Raw({ of: text, mono = false }: { of: string; mono?: boolean }) {
  return (
    <bdi className={mono ? 'mono name' : 'name'}>
      <Breakable of={text} />
    </bdi>
  );
}
