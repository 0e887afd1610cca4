/** Dates and times as the server writes them (`2026-11-26 15:57 UTC`), and Regions (`ap-northeast-1`). */
const whole = /(\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?(?: UTC)?|\b[a-z]{2}(?:-[a-z]+){1,3}-\d\b)/;

/** Japanese counts as `34 回`: no line ends between the number and what it counts. */
const counted = /(\d) (?=[回件個日時分秒点種])/g;

/** A sentence that came from the server; no line ends amid a date, a Region or a number of it. */
export function Told({ children }: { children: string }) {
  // What is captured stands at the odd places.
  return children.split(whole).map((part, index) =>
    index % 2 === 0 ? (
      part.replaceAll(counted, '$1\u00a0')
    ) : (
      <span key={index} className="moment">
        {part}
      </span>
    ),
  );
}
