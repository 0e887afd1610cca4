import { invalid } from './verified-permissions.ts';

type Mode = 'OFF' | 'STRICT';
type Protection = 'ENABLED' | 'DISABLED';

export function checkMode(mode: string): Mode {
  if (mode === 'OFF' || mode === 'STRICT') return mode;
  throw invalid('validationSettings.mode', { en: 'must be OFF or STRICT', ja: 'OFF か STRICT を指定してください' });
}

export function checkProtection(protection: string | undefined): Protection | undefined {
  if (protection === undefined || protection === 'ENABLED' || protection === 'DISABLED') return protection;
  throw invalid('deletionProtection', {
    en: 'must be ENABLED or DISABLED',
    ja: 'ENABLED か DISABLED を指定してください',
  });
}
