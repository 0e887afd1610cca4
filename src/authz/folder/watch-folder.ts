import { watch } from 'node:fs';

/** Milliseconds without a change after which a change counts as whole: editors and `git pull` write in several steps. */
const quiet = 100;

/** Calls `changed` after files in a folder were changed, never twice at once. */
export function watchFolder(folder: string, changed: () => Promise<void>): AsyncDisposable {
  let working: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(folder, { recursive: true, persistent: false }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => void (working = working.then(changed)), quiet);
  });
  return {
    async [Symbol.asyncDispose]() {
      watcher.close();
      clearTimeout(timer);
      await working;
    },
  };
}
