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
