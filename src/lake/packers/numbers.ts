/** Whole numbers that a column holds. */
export interface Numbers {
  readonly width: 1 | 2 | 4 | 8;
  readonly least: number;
  readonly most: number;
}

let spare = new Float64Array(1024);

/** Room for numbers that are written before anybody else asks for it. */
export function scratch(count: number): Float64Array {
  if (spare.length < count) spare = new Float64Array(count);
  return spare;
}
