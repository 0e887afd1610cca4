// `npm run reference`: writes docs/configuration.md from the configuration object, and docs/api.md from the operations.
// Tests compare them.
import { writeFileSync } from 'node:fs';
import { apiPage } from '../test/api-page.ts';
import { configurationPage } from '../test/configuration-page.ts';

writeFileSync(new URL('../docs/configuration.md', import.meta.url), configurationPage());
writeFileSync(new URL('../docs/api.md', import.meta.url), await apiPage());
