const radius = 40;
const around = 2 * Math.PI * radius;

/** Shares of a whole as parts of a ring, in the order given; what they leave of it stays empty. `name` reads it out. */
export function Ring({
  name,
  shares,
}: {
  name: string;
  shares: readonly { readonly name: string; readonly share: number }[];
}) {
  return (
    <svg className="ring" role="img" aria-label={name} viewBox="0 0 100 100">
      <circle className="ring-rest" cx={50} cy={50} r={radius} />
      {shares.map(({ name: part, share }, index) => {
        const from = shares.slice(0, index).reduce((sum, before) => sum + before.share, 0);
        return (
          <circle
            key={part}
            className={`ring-part part-${index + 1}`}
            cx={50}
            cy={50}
            r={radius}
            strokeDasharray={`${Math.max(0, share * around - 1)} ${around}`}
            strokeDashoffset={-from * around}
          >
            <title>{part}</title>
          </circle>
        );
      })}
    </svg>
  );
}
