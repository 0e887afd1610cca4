import { useEffect, useState } from 'react';

/** Resolves once what was just drawn stands on the screen: in the task after the next picture. */
export const painted = (): Promise<void> =>
  new Promise((resolve) => {
    // A page that nobody looks at draws no pictures, and must not wait for one.
    const late = setTimeout(resolve, 250);
    requestAnimationFrame(() =>
      setTimeout(() => {
        clearTimeout(late);
        resolve();
      }),
    );
  });

/** The value one picture late: what shows that somebody chose is drawn with the value itself, what is dear with this one. */
export function usePainted<Value>(value: Value): Value {
  const [late, setLate] = useState(value);
  const isLate = late !== value;
  useEffect(() => {
    if (!isLate) return undefined;
    let wanted = true;
    void painted().then(() => (wanted ? setLate(value) : undefined));
    return () => {
      wanted = false;
    };
  }, [isLate, value]);
  return late;
}
