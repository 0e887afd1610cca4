import { useRef, useState } from 'react';
import { painted } from './painted.ts';
import { useSame } from './same.ts';

/**
 * A choice that stands in the address: what was chosen is drawn at once, and what follows from it after the picture, so
 * that whoever clicks or types need not wait for the list. Of several in a row only the last is followed.
 */
export function useChoice<Value>(held: Value, follow: (value: Value) => void): [Value, (value: Value) => void] {
  const name = JSON.stringify(held);
  const [wanted, want] = useState<{ value: Value; insteadOf: string }>();
  if (wanted !== undefined && wanted.insteadOf !== name) want(undefined);
  const last = useRef<Value>(undefined);
  const followLast = useSame((value: Value) => {
    if (last.current === value) follow(value);
  });
  const choose = (value: Value): void => {
    last.current = value;
    want({ value, insteadOf: name });
    void painted().then(() => followLast(value));
  };
  return [wanted === undefined ? held : wanted.value, choose];
}
