import type { Text } from '#kernel';
import { autocompletion, completeFromList, type Completion } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { cedar, cedarColours, cedarWords } from '../cedar-language.ts';
import { useSpeech } from '../i18n/language.tsx';
import { useSame } from './same.ts';

export interface EditorProblem {
  readonly severity: 'error' | 'warning';
  readonly line: number;
  readonly column: number;
  readonly sentence: Text;
}

interface EditorProps {
  readonly name: string;
  /** What whoever hears the page must know: how the keys lead out of it. */
  readonly about: string;
  /** What it begins with, or is set to from outside: another object each time. What is written comes out, never in. */
  readonly begin: { readonly text: string };
  readonly problems: readonly EditorProblem[];
  /** What the schema names: types, actions, attributes. */
  readonly words: readonly string[];
  readonly write: (text: string) => void;
}

/**
 * An editor of Cedar. It stands in a shadow root, where its styles are adopted: the policy of the page forbids a style
 * tag. Escape and Tab lead out of it, for whoever has no mouse.
 */
export function CedarEditor({ name, about, begin, problems, words, write }: EditorProps) {
  const { say } = useSpeech();
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const wrote = useSame(write);
  const [completion] = useState(() => new Compartment());
  const begun = useEffectEvent((root: ShadowRoot) => {
    const state = stateOf({ name, about }, begin.text, completion.of(completing(words)), wrote);
    return new EditorView({ state, parent: root, root });
  });
  useEffect(() => {
    if (host.current === null) return undefined;
    const made = begun(host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' }));
    view.current = made;
    return () => {
      made.destroy();
      view.current = undefined;
    };
  }, [name, about]);
  useEffect(() => {
    const { current } = view;
    if (current === undefined || current.state.doc.toString() === begin.text) return;
    current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: begin.text } });
  }, [begin]);
  useEffect(() => {
    view.current?.dispatch({ effects: completion.reconfigure(completing(words)) });
  }, [completion, words]);
  useEffect(() => {
    const { current } = view;
    if (current !== undefined)
      current.dispatch(
        setDiagnostics(
          current.state,
          problems.map((one) => diagnosticOf(one, say(one.sentence), current.state)),
        ),
      );
  }, [problems, say]);
  return <div ref={host} className="cedar-editor" />;
}

function stateOf(
  { name, about }: Pick<EditorProps, 'name' | 'about'>,
  text: string,
  completion: Extension,
  write: (text: string) => void,
): EditorState {
  return EditorState.create({
    doc: text,
    extensions: [
      lineNumbers(),
      history(),
      bracketMatching(),
      cedar,
      syntaxHighlighting(cedarColours),
      lintGutter(),
      completion,
      keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': name, 'aria-description': about }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) write(update.state.doc.toString());
      }),
      overSelection,
      look,
    ],
  });
}

/**
 * What is typed over a selection, Chromium would write into a span with the style of what was there, of which the
 * policy of the page allows none; so the editor puts it there itself.
 */
const overSelection = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { data, inputType } = event;
    if (inputType !== 'insertText' || data === null || view.composing || view.state.selection.main.empty) return false;
    view.dispatch(view.state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView: true });
    event.preventDefault();
    return true;
  },
});

const completing = (words: readonly string[]): Extension => {
  const options: Completion[] = [
    ...cedarWords.map((label) => ({ label, type: 'keyword' })),
    ...words.map((label) => ({ label, type: 'variable' })),
  ];
  return autocompletion({ override: [completeFromList(options)], icons: false });
};

function diagnosticOf({ severity, line, column }: EditorProblem, message: string, { doc }: EditorState): Diagnostic {
  const place = doc.line(Math.min(Math.max(1, line), doc.lines));
  const from = Math.min(place.from + Math.max(0, column - 1), place.to);
  return { from, to: Math.max(from, place.to), severity, message };
}

const look = EditorView.theme({
  '&': { fontSize: '13px', backgroundColor: 'var(--yagura-paper)', color: 'var(--yagura-ink)' },
  '.cm-content': {
    fontFamily: 'var(--yagura-mono)',
    caretColor: 'var(--yagura-ink)',
  },
  '.cm-scroller': { minHeight: '16em' },
  '.cm-gutters': {
    backgroundColor: 'var(--yagura-shade)',
    color: 'var(--yagura-quiet)',
    borderRight: '1px solid var(--yagura-line)',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--yagura-paper)',
    color: 'var(--yagura-ink)',
    border: '1px solid var(--yagura-line)',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--yagura-chosen)',
    color: 'var(--yagura-ink)',
  },
  '&.cm-focused': { outline: '2px solid var(--yagura-accent)' },
  '.cm-cursor': { borderLeftColor: 'var(--yagura-ink)' },
  '.cm-matchingBracket': { backgroundColor: 'var(--yagura-mark)', color: 'var(--yagura-ink)' },
});
