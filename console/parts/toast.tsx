import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { toastWords } from '../i18n/toast.ts';
import { useSpeech } from '../i18n/language.tsx';
import { useHearing } from '../live.ts';

/** Something that was just done, or why it could not be; with what can be done about it. */
interface Toast {
  readonly text: string;
  readonly failed?: boolean;
  readonly action?: { readonly text: string; readonly run: () => void };
}

interface Toasts {
  readonly current: Toast | undefined;
  readonly show: (toast: Toast) => void;
  readonly dismiss: () => void;
}

const ToastContext = createContext<Toasts | undefined>(undefined);
const shownMilliseconds = 20_000;

/** Tells in a corner what was just done, so that the page under the reader's eyes does not move. */
export function ToastCorner({ children }: { children: ReactNode }) {
  const { say } = useSpeech();
  const [current, setCurrent] = useState<Toast>();
  const [held, setHeld] = useState(false);
  const dismiss = useCallback(() => setCurrent(undefined), []);
  useEffect(() => {
    if (current === undefined || current.failed === true || held) return undefined;
    const pause = setTimeout(dismiss, shownMilliseconds);
    return () => clearTimeout(pause);
  }, [current, held, dismiss]);
  const hearing = useHearing();
  // What was refused because the sign-in had ended says nothing any more after the next one.
  useEffect(() => (hearing === 'ended' ? dismiss : undefined), [hearing, dismiss]);
  const toasts = useMemo(() => ({ current, show: setCurrent, dismiss }), [current, dismiss]);
  const hold = { onMouseEnter: () => setHeld(true), onMouseLeave: () => setHeld(false) };
  return (
    <ToastContext value={toasts}>
      {children}
      <div role="status" className="toasts" {...hold} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
        {current === undefined ? null : (
          <div className={current.failed === true ? 'toast failed' : 'toast'}>
            <span>{current.text}</span>
            {current.action === undefined ? null : (
              <button type="button" onClick={current.action.run}>
                {current.action.text}
              </button>
            )}
            <button type="button" aria-label={say(toastWords.dismiss)} onClick={dismiss}>
              ✕
            </button>
          </div>
        )}
      </div>
    </ToastContext>
  );
}

/** The corner in which one tells what was done. */
export function useToast(): Toasts {
  const toasts = useContext(ToastContext);
  if (toasts === undefined) throw new Error('useToast stands outside of ToastCorner.');
  return toasts;
}
