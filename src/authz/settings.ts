import { invalid } from './verified-permissions.ts';

type Mode = 'OFF' | 'STRICT';
type Protection = 'ENABLED' | 'DISABLED';

export function checkMode(mode: string): Mode {
  if (mode === 'OFF' || mode === 'STRICT') return mode;
  throw invalid('validationSettings.mode', 'must be OFF or STRICT');
}

export function checkProtection(protection: string | undefined): Protection | undefined {
  if (protection === undefined || protection === 'ENABLED' || protection === 'DISABLED') return protection;
  throw invalid('deletionProtection', 'must be ENABLED or DISABLED');
}
