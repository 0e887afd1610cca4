/**
 * kernel: what every room stands on. Faults, configuration, log, time, names, the registry of a folder.
 *
 * Invariant: it knows no product noun, and only `config.ts` reads the environment.
 * Called by every room.
 */
export { olderThan } from './age.ts';
export { languageOf, loadConfig, processEnvironment, type Given } from './config.ts';
export { certificateTrouble } from './certificate-words.ts';
export { systemClock, type Clock } from './clock.ts';
export { settings, type Setting } from './every-setting.ts';
export { contentFolder, installation, yamlFiles, type TextFile } from './content.ts';
export { exactJsonText, parseExactJson } from './exact-json.ts';
export { Fault, firstThrown, inOwnWords, isFaultCode, sentenceOf, textOf, type FaultCode } from './fault.ts';
export { folder } from './folder.ts';
export { grouped } from './grouped.ts';
export { keep, kept } from './kept.ts';
export { issuesText, issueText, textLike } from './issues.ts';
export { randomId, secret, stableId } from './ids.ts';
export { isJsonObject, type JsonObject } from './json-object.ts';
export { createLog, type Log } from './log.ts';
export { Config } from './settings.ts';
export { ownJson, parsedJson } from './parsed-json.ts';
export { silent, type Progress, type Step } from './progress.ts';
export { viewOf, type ManyCells, type Texts } from './many-cells.ts';
export { nearestName } from './nearest-name.ts';
export { once } from './once.ts';
export { apart, languages, Text, type Language } from './text.ts';
export { systemWords } from './system-words.ts';
export { remembered } from './remembered.ts';
export { orElse, whenThere, type Soon } from './soon.ts';
export { writeWhole } from './whole-file.ts';
export { within } from './within.ts';
export { aliasText, endlessAlias, lostAlias, yamlText } from './yaml-words.ts';
