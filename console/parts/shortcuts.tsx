import { createContext, lazy, Suspense, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useSetting } from '../device.ts';
import type { Sentence } from '../i18n/words.ts';
import { useSame } from './same.ts';

const Help = lazy(async () => ({ default: (await import('./shortcut-help.tsx')).ShortcutHelp }));

/** Two keys one after the other, such as `g f`, come within this time. */
const pairMilliseconds = 1000;

/** What a key does. Keys that do the same stand together: `['j', 'ArrowDown']`; two in a row are written `g f`. */
export interface Shortcut {
  readonly keys: readonly string[];
  readonly about: Sentence;
  readonly run: () => void;
}

/** Keys of the page are asked, and listed, before those that every page has. */
type Where = 'page' | 'everywhere';

interface Registry {
  readonly add: (shortcuts: () => readonly Shortcut[], where: Where) => () => void;
  readonly showHelp: () => void;
}

const ShortcutsContext = createContext<Registry | undefined>(undefined);

/** Hears keys for every part below; `?` tells which there are. */
export function Shortcuts({ children }: { children: ReactNode }) {
  const registered = useRef<(() => readonly Shortcut[])[]>([]);
  const [help, setHelp] = useState<readonly Shortcut[]>();
  const on = useSetting('shortcuts') === 'on';
  useEffect(() => {
    if (!on) return undefined;
    let before = { key: '', at: 0 };
    const hear = (event: KeyboardEvent): void => {
      if (isTyped(event)) return;
      const pair = event.timeStamp - before.at < pairMilliseconds ? `${before.key} ${event.key}` : event.key;
      before = { key: event.key, at: event.timeStamp };
      const shortcuts = all(registered.current);
      if (event.key === '?') setHelp(shortcuts);
      const found =
        shortcuts.find(({ keys }) => keys.includes(pair)) ?? shortcuts.find(({ keys }) => keys.includes(event.key));
      if (found === undefined) return;
      event.preventDefault();
      found.run();
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, [on]);
  const registry = useMemo<Registry>(
    () => ({
      add: (shortcuts, where) => {
        if (where === 'page') registered.current.unshift(shortcuts);
        else registered.current.push(shortcuts);
        return () => void registered.current.splice(registered.current.indexOf(shortcuts), 1);
      },
      showHelp: () => setHelp(all(registered.current)),
    }),
    [],
  );
  return (
    <ShortcutsContext value={registry}>
      {children}
      {help === undefined ? null : (
        <Suspense fallback={null}>
          <Help shortcuts={help} on={on} close={() => setHelp(undefined)} />
        </Suspense>
      )}
    </ShortcutsContext>
  );
}

const all = (registered: readonly (() => readonly Shortcut[])[]): Shortcut[] =>
  registered.flatMap((shortcuts) => shortcuts());

/** Makes keys do something while the part that calls this is on the page. */
export function useShortcuts(shortcuts: readonly Shortcut[], where: Where = 'page'): void {
  const { add } = useRegistry();
  const newest = useSame(() => shortcuts);
  useEffect(() => add(newest, where), [add, newest, where]);
}

/** Shows which keys there are. */
export const useShortcutHelp = (): (() => void) => useRegistry().showHelp;

function useRegistry(): Registry {
  const registry = useContext(ShortcutsContext);
  if (registry === undefined) throw new Error('useShortcuts stands outside of Shortcuts.');
  return registry;
}

/** A key that belongs to whatever has the focus, to a dialog, or to the browser. */
function isTyped({ target, ctrlKey, metaKey, altKey, key, defaultPrevented }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || defaultPrevented) return true;
  if (document.querySelector('[role=dialog]:not([hidden])') !== null) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (key === 'Enter' || key === ' ') return target.closest('a, button, input, select, textarea, summary') !== null;
  return (
    target.isContentEditable || target.closest('input:not([type=checkbox]), textarea, select, [role=listbox]') !== null
  );
}
