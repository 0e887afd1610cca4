// `npm run reference`: writes docs/configuration.md from the configuration object, docs/api.md from the operations, and
// docs/detections.md from content/rules.
// Tests compare them.
import { writeFileSync } from 'node:fs';
import { apiPage } from '../test/api-page.ts';
import { configurationPage } from '../test/configuration-page.ts';
import { detectionsPage } from '../test/detections-page.ts';

writeFileSync(new URL('../docs/configuration.md', import.meta.url), configurationPage());
writeFileSync(new URL('../docs/api.md', import.meta.url), await apiPage());
writeFileSync(new URL('../docs/detections.md', import.meta.url), await detectionsPage());
