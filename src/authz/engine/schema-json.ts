import { Fault } from '#kernel';
import { askCedar, sentenceOfCedar } from './cedar.ts';
import { writtenSchema } from './parse-schema.ts';

/** A schema, as text or in JSON, in Cedar's JSON form, which policy stores take. Throws `BadInput` with Cedar's reason. */
export function schemaJsonOf(source: string): string {
  const written = writtenSchema(source);
  if (typeof written !== 'string') return JSON.stringify(written);
  const answer = askCedar('schemaToJson', written);
  if (answer.type === 'success') return JSON.stringify(answer.json);
  throw new Fault('BadInput', {
    en: `This schema cannot be read. ${sentenceOfCedar(answer.errors, written).en}`,
    ja: `このスキーマは読めません。${sentenceOfCedar(answer.errors, written).ja}`,
  });
}
