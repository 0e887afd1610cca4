import { homedir } from 'node:os';
import { settings } from '#kernel';

/** docs/configuration.md, made from the configuration object. */
export function configurationPage(): string {
  const rows = settings().map(({ path, about, fallback, list, inFileAlone }) => {
    const variable = `YAGURA_${path.map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()).join('_')}`;
    return `| \`${path.join('.')}\` | ${list ? `${about} Separate several with commas in the environment.` : about} | ${shown(fallback)} | ${inFileAlone ? 'the file alone' : `\`${variable}\``} |`;
  });
  return [
    '# Configuration',
    '',
    'Everything has a default that is safe; Yagura starts without any file. A setting comes from, in rising order of precedence: its default, the file that `YAGURA_CONFIG` names (YAML), the environment, the command line.',
    '',
    '```yaml',
    '# yagura.yml',
    'web: { port: 8080 }',
    'retention: { network_activity: 30 days }',
    'ingest:',
    '  watch: ["s3://my-trail-bucket/AWSLogs/"]',
    '```',
    '',
    '| Setting | What it is | Default | Environment |',
    '|---|---|---|---|',
    ...rows,
    '',
    'The age of an event counts from the day it happened or the day it was imported, whichever is later: old logs that you bring stay as long as new ones.',
    '',
    'This page is made from `src/kernel/settings.ts` by `npm run reference`.',
    '',
  ].join('\n');
}

function shown(fallback: unknown): string {
  if (fallback === undefined || (Array.isArray(fallback) && fallback.length === 0)) return 'none';
  return `\`${JSON.stringify(fallback).replaceAll('"', '').replace(homedir(), '~')}\``;
}
