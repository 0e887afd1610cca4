// `npm run reference`: writes docs/configuration.md from the configuration object. A test compares the two.
import { writeFileSync } from 'node:fs';
import { configurationPage } from '../test/configuration-page.ts';

writeFileSync(new URL('../docs/configuration.md', import.meta.url), configurationPage());
