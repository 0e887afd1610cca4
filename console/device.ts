import { useSyncExternalStore } from 'react';

/** What is set for this browser rather than for a person, with what holds until something is chosen. */
const settings = {
  theme: { choices: ['system', 'light', 'dark'], usual: 'system' },
  density: { choices: ['compact', 'comfortable'], usual: 'compact' },
  clock: { choices: ['utc', 'local'], usual: 'utc' },
  shortcuts: { choices: ['on', 'off'], usual: 'on' },
} as const;

export type Setting = keyof typeof settings;
type Choice<Name extends Setting> = (typeof settings)[Name]['choices'][number];

const listeners = new Set<() => void>();

/** What can be chosen for a setting. */
export const choicesOf = <Name extends Setting>(name: Name): (typeof settings)[Name]['choices'] =>
  settings[name].choices;

/** What is chosen on this device. */
export function chosen<Name extends Setting>(name: Name): Choice<Name> {
  const { choices, usual } = settings[name];
  const kept = window.localStorage.getItem(`yagura.${name}`);
  return choices.find((choice) => choice === kept) ?? usual;
}

export function choose<Name extends Setting>(name: Name, choice: Choice<Name>): void {
  window.localStorage.setItem(`yagura.${name}`, choice);
  for (const listener of listeners) listener();
}

/** A setting of this device, drawn anew when it is changed, also by another tab. */
export const useSetting = <Name extends Setting>(name: Name): Choice<Name> =>
  useSyncExternalStore(onChosen, () => chosen(name));

/** Calls back whenever something is chosen; returns what ends that. */
export function onChosen(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}
