/** Dates and times in a sentence, as the server writes them: `2026-11-26 15:57 UTC`. */
const moment = /(\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?(?: UTC)?)/;

/** A sentence that came from the server; no line ends amid a date of it. */
export function Told({ children }: { children: string }) {
  // What is captured stands at the odd places.
  return children.split(moment).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <span key={index} className="moment">
        {part}
      </span>
    ),
  );
}
