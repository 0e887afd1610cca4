/** What a text of JSON stands for; nothing for a text that is none. */
export function parsedJson(text: string): unknown {
  try {
    return ownJson(text);
  } catch {
    return undefined;
  }
}

/** JSON that this program wrote or asked for itself, so that its form is not looked at. Throws as `JSON.parse` does. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- whoever asked knows what it is
export function ownJson<Form>(text: string): Form {
  // oxlint-disable-next-line typescript/no-unsafe-return -- the one place where a form is taken on trust
  return JSON.parse(text);
}
