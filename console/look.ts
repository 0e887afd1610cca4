import { applyDensity, applyMode, Density, disableMotion, Mode } from '@cloudscape-design/global-styles';
import { chosen, onChosen } from './device.ts';

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const paper = window.matchMedia('print');
const still = window.matchMedia('(prefers-reduced-motion: reduce)');

/** Keeps the page in the theme and density that were chosen, and still for readers who want it so. */
export function keepLook(): void {
  apply();
  onChosen(apply);
  dark.addEventListener('change', apply);
  paper.addEventListener('change', apply);
  still.addEventListener('change', apply);
}

function apply(): void {
  const theme = chosen('theme');
  const isDark = theme === 'dark' || (theme === 'system' && dark.matches);
  applyMode(isDark && !paper.matches ? Mode.Dark : Mode.Light); // paper is white, and backgrounds are not printed
  applyDensity(chosen('density') === 'compact' ? Density.Compact : Density.Comfortable);
  disableMotion(still.matches);
}
