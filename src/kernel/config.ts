import { lineIn, readConfigFile } from './config-file.ts';
import { Fault } from './fault.ts';
import { issuesText } from './issues.ts';
import { settings } from './every-setting.ts';
import { isJsonObject } from './json-object.ts';
import { forms } from './setting-forms.ts';
import { Config } from './settings.ts';
import { languages, type Language, type Text } from './text.ts';

/** What the process was given: its environment, and settings from the command line as a nested object. */
export interface Given {
  /** Data folder where nothing says another. */
  readonly data?: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly flags: Record<string, unknown>;
  readonly file?: string | undefined;
}

/** Reads the configuration. Throws `BadConfig` with the setting, its place and the remedy. */
export function loadConfig(given: Given): Config {
  const stated = [readConfigFile(given.file), fromEnvironment(given.environment), given.flags];
  const parsed = Config.safeParse(stated.reduce(merge, { data: given.data, language: localeOf(given.environment) }));
  if (parsed.success) return parsed.data;
  const at = (path: readonly PropertyKey[]): Text | undefined => originOf(path, given);
  const { en, ja } = issuesText(parsed.error, { whole: { en: 'configuration', ja: '設定' }, own: forms, at });
  throw new Fault('BadConfig', {
    en: `The configuration cannot be used. ${en}. See docs/configuration.md.`,
    ja: `この設定は使えません。${ja}。docs/configuration.md を見てください。`,
  });
}

/** Where a setting got its value, by the precedence in which they count; undefined where nobody gave it one. */
function originOf(path: readonly PropertyKey[], { flags, environment, file }: Given): Text | undefined {
  if (valueAt(flags, path) !== undefined) return { en: 'command line', ja: 'コマンドライン' };
  const setting = settings().find((one) => one.path.every((name, at) => name === path[at]));
  const variable = setting === undefined ? '' : variableOf(setting.path);
  if (environment[variable]) return { en: variable, ja: `環境変数 ${variable}` };
  const line = file === undefined || file === '' ? undefined : lineIn(file, path);
  return line === undefined ? undefined : { en: `${file}, line ${line}`, ja: `${file} の ${line} 行` };
}

const valueAt = (value: unknown, [head, ...rest]: readonly PropertyKey[]): unknown =>
  head === undefined ? value : isJsonObject(value) ? valueAt(value[String(head)], rest) : undefined;

/** The language in which to speak to whoever gave this, also where the rest of it cannot be used. */
export function languageOf({ file, environment }: Given): Language {
  const stated = [fromEnvironment(environment)['language'], readable(file)['language'], localeOf(environment)];
  return languages.find((language) => language === stated.find((one) => one !== undefined)) ?? 'en';
}

/** Japanese where the locale of messages is, by the precedence of POSIX. Source: POSIX.1-2024, "Internationalization Variables". */
const localeOf = ({ LC_ALL, LC_MESSAGES, LANG }: Given['environment']): Language | undefined =>
  (LC_ALL || LC_MESSAGES || LANG || '').startsWith('ja') ? 'ja' : undefined;

function readable(file: string | undefined): Record<string, unknown> {
  try {
    return readConfigFile(file);
  } catch {
    return {};
  }
}

/**
 * The environment of this process. INVARIANT: the only place that reads it, and the only one that adds to it: the AWS
 * SDKs are pinned to releases that run on Node 20, so their advice on Node for later releases is not for its users.
 */
export function processEnvironment(): Readonly<Record<string, string | undefined>> {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  return process.env;
}

function fromEnvironment(environment: Given['environment']): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const { path, list } of settings()) {
    const value = environment[variableOf(path)];
    if (value !== undefined && value !== '') set(found, path, list ? value.split(',') : value);
  }
  return found;
}

const variableOf = (path: readonly string[]): string => `YAGURA_${path.map(screaming).join('_')}`;

const screaming = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

function set(target: Record<string, unknown>, [head, ...rest]: readonly string[], value: unknown): void {
  if (head === undefined) return;
  if (rest.length === 0) target[head] = value;
  else set(child(target, head), rest, value);
}

function child(target: Record<string, unknown>, name: string): Record<string, unknown> {
  if (isJsonObject(target[name])) return target[name];
  const created: Record<string, unknown> = {};
  target[name] = created;
  return created;
}

function merge(below: Record<string, unknown>, above: Record<string, unknown>): Record<string, unknown> {
  const merged = { ...below };
  for (const [name, value] of Object.entries(above)) {
    if (value === undefined) continue;
    merged[name] = isJsonObject(merged[name]) && isJsonObject(value) ? merge(merged[name], value) : value;
  }
  return merged;
}
