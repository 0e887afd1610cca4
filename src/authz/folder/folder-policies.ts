import { Fault, type Text } from '#kernel';
import { parsePolicy, parseTemplate } from '../engine/parse-policy.ts';
import type { WrittenPolicy } from '../engine/policy-text.ts';
import { isTemplate, statementsOf } from '../engine/statements.ts';
import type { FolderFile } from './folder-files.ts';
import { placedText, type PolicyFileProblem } from './policy-problem.ts';

/** Where a statement begins in the folder: lines and columns from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A policy or a template of a folder. */
export type FolderPolicy = WrittenPolicy & Place;

/**
 * The policies and templates of a `.cedar` file. Each is named by its `@id`; or by its file, `photos/share` for the
 * first one of `photos/share.cedar`, and `photos/share#2` for the second, so that what is added later renames nothing.
 */
export function policiesOf({ file, text }: FolderFile): (FolderPolicy | PolicyFileProblem)[] {
  let from = 0;
  return statementsOf(text).map((statement, index) => {
    const start = text.indexOf(statement.text, from);
    from = start + statement.text.length;
    const place = { file, line: statement.line, column: start - text.lastIndexOf('\n', start - 1) };
    try {
      return { text: statement.text, ...place, ...parsed(statement.text, file, index) };
    } catch (error) {
      if (error instanceof Fault) return problemAt(place, withoutHead(error.text));
      throw error;
    }
  });
}

/** Of what cannot be read, Cedar's own reason is enough in its own language. */
export const withoutHead = ({ en, ja }: Text): Text => ({
  en: en.replace(/^This (?:policy|schema) cannot be read\. /, ''),
  ja,
});

const statementForm: Text = {
  en: 'Write it as permit(principal, action, resource) when { … }; and end it with a semicolon.',
  ja: 'permit(principal, action, resource) when { … }; の形で書き、セミコロンで終えてください。',
};

/** A problem of a statement, whose sentence may name a place within it. */
export function problemAt(
  place: Place,
  said: Text,
  severity: PolicyFileProblem['severity'] = 'error',
  remedy: Text = statementForm,
): PolicyFileProblem {
  const { line, column, sentence } = placedText(said);
  return {
    severity,
    file: place.file,
    line: place.line + line - 1,
    column: line === 1 ? place.column + column - 1 : column,
    sentence,
    remedy,
  };
}

function parsed(text: string, file: string, index: number) {
  const name = file.replace(/\.cedar$/, '') + (index === 0 ? '' : `#${index + 1}`);
  if (isTemplate(text)) {
    const statement = parseTemplate(text);
    return { kind: 'template', statement, id: statement.annotations['id'] ?? name } as const;
  }
  const statement = parsePolicy(text);
  return { kind: 'policy', statement, id: statement.annotations['id'] ?? name } as const;
}
