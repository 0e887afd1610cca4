import { Fault } from '#kernel';
import { sentenceOfCedar } from './engine/cedar.ts';
import { policyReading, statementFrom } from './engine/parse-policy.ts';
import { schemaFrom, schemaText, writtenSchema } from './engine/parse-schema.ts';
import type { Template } from './engine/policy.ts';
import type { Schema } from './engine/schema.ts';
import { problemsFrom, validationCall, type PolicyProblem, type WrittenPolicies } from './engine/validate.ts';
import type { CedarWorker } from './cedar-worker.ts';

/** Reads a policy or a template beside this thread. Throws `BadInput` with Cedar's own reason. */
export async function readStatement(text: string, kind: 'policy' | 'template', cedar: CedarWorker): Promise<Template> {
  const reading = policyReading(text, kind);
  return statementFrom(reading, await Promise.all(reading.texts.map((one) => cedar.ask(reading.ask, one))));
}

/** Reads a schema beside this thread. Throws `BadInput` with Cedar's own reason. */
export async function readSchema(source: string, cedar: CedarWorker): Promise<Schema> {
  const written = writtenSchema(source);
  const text = typeof written === 'string' ? written : schemaText(await cedar.ask('schemaToText', written));
  const resolved = cedar.ask('schemaToJsonWithResolvedTypes', text);
  const checked = cedar.ask('checkParseSchema', text);
  return schemaFrom(text, ...(await Promise.all([resolved, checked])));
}

/**
 * Policies as Cedar's own formatter writes them, comments included. Throws `BadInput` with Cedar's own reason, line and
 * column where the text cannot be parsed.
 */
export async function formatPolicies(text: string, cedar: CedarWorker): Promise<string> {
  if (text.trim() === '') return '';
  const answer = await cedar.ask('formatPolicies', { policyText: text });
  if (answer.type === 'success') return answer.formatted_policy;
  throw new Fault('BadInput', {
    en: `These policies cannot be formatted. ${sentenceOfCedar(answer.errors, text).en}.`,
    ja: `このポリシーは整形できません。${sentenceOfCedar(answer.errors, text).ja}。`,
  });
}

/** Judges policies by a schema beside this thread. */
export const judge = async (written: WrittenPolicies, schema: Schema, cedar: CedarWorker): Promise<PolicyProblem[]> =>
  problemsFrom(await cedar.ask('validate', validationCall(written, schema)), written);
