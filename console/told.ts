/** JSON that the server told. The page and its server are built together, so that its form is not looked at. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- whoever asked knows what it is
export function told<What>(text: string, revive?: (name: string, value: unknown) => unknown): What {
  // oxlint-disable-next-line typescript/no-unsafe-return -- the one place where a form is taken on trust
  return JSON.parse(text, revive);
}
