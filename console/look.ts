import { applyDensity, applyMode, Density, disableMotion, Mode } from '@cloudscape-design/global-styles';
import { chosen, onChosen } from './device.ts';

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const still = window.matchMedia('(prefers-reduced-motion: reduce)');

/** Keeps the page in the theme and density that were chosen, and still for readers who want it so. */
export function keepLook(): void {
  apply();
  onChosen(apply);
  dark.addEventListener('change', apply);
  still.addEventListener('change', apply);
}

function apply(): void {
  const theme = chosen('theme');
  applyMode(theme === 'dark' || (theme === 'system' && dark.matches) ? Mode.Dark : Mode.Light);
  applyDensity(chosen('density') === 'compact' ? Density.Compact : Density.Comfortable);
  disableMotion(still.matches);
}
