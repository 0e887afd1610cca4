import type { Words } from './words.ts';

/** The tactics of MITRE ATT&CK in the order of an attack, by the names that rules give them. */
export const tacticWords = {
  reconnaissance: { en: 'Reconnaissance', ja: '偵察' },
  'resource-development': { en: 'Resource development', ja: 'リソース開発' },
  'initial-access': { en: 'Initial access', ja: '初期アクセス' },
  execution: { en: 'Execution', ja: '実行' },
  persistence: { en: 'Persistence', ja: '永続化' },
  'privilege-escalation': { en: 'Privilege escalation', ja: '権限昇格' },
  'defense-evasion': { en: 'Defense evasion', ja: '防御回避' },
  'credential-access': { en: 'Credential access', ja: '認証情報アクセス' },
  discovery: { en: 'Discovery', ja: '探索' },
  'lateral-movement': { en: 'Lateral movement', ja: '水平展開' },
  collection: { en: 'Collection', ja: '収集' },
  'command-and-control': { en: 'Command and control', ja: 'コマンド＆コントロール' },
  exfiltration: { en: 'Exfiltration', ja: '持ち出し' },
  impact: { en: 'Impact', ja: '影響' },
} satisfies Words;
