import { operationShape } from './clients.ts';
import { restJson } from './json-form.ts';

/** The answer of an operation as the JSON that stands on the wire: what else than a reply holds findings as GuardDuty writes them. */
export async function answerJson(service: string, operation: string, answer: object): Promise<unknown> {
  const { output } = await operationShape(service, operation);
  return restJson.write(output)(answer);
}
