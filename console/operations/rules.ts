import type { EventFields, Preview, RuleDetail, RuleLine } from '#detect';
import type { EventPlace } from './events.ts';
import type { Nothing } from './nothing.ts';

export type { EventFields, Preview, RuleDetail, RuleLine };

export interface RuleProblem {
  file: string;
  line: number;
  sentence: string;
  remedy: string;
  ja: { sentence: string; remedy: string };
}

/** Rules: listed, tried, switched, written. */
export interface RuleOperations {
  ListRules: { input: Nothing; output: { rules: RuleLine[]; problems: RuleProblem[] } };
  GetRule: { input: { id: string }; output: RuleDetail };
  CheckRule: {
    input: { id: string };
    output: { tests: { name: string; shown: string; expected: 'fires' | 'quiet'; passed: boolean }[] };
  };
  SwitchRule: { input: { id: string; on: boolean }; output: Nothing };
  PreviewRule: { input: { text: string }; output: Preview };
  WriteRule: { input: { text: string }; output: { id: string } };
  DeleteRule: { input: { id: string }; output: Nothing };
  ApplyRule: { input: { id: string }; output: { matched: number; more: boolean } };
  GetEventFields: { input: EventPlace; output: EventFields };
}
