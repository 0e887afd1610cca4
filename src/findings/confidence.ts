import type { Text } from '#kernel';
import type { Finding } from './finding.ts';
import type { Judged } from './rule-tallies.ts';

/** How sure it is that what a finding says is so, from 0 to 100, and what that rests on. */
export interface Confidence {
  readonly percent: number;
  readonly because: Text;
}

/** The estimate counts as so many judgements, so that a first verdict moves it and ten outweigh it. */
const weightOfEstimate = 5;

/**
 * By what people judged it to be. Else by its kind, its gravity and how often it was seen, together with what they judged
 * of other findings of its rule: (5 × estimate + 100 × right) / (5 + right + wrong); what was harmless was right.
 */
export function confidenceOf(finding: Finding, { right, wrong }: Judged = nobody): Confidence {
  if (finding.verdict !== undefined) return judged(finding.verdict);
  const estimate = estimateOf(finding);
  const all = right + wrong;
  if (all === 0) return { ...estimate, percent: Math.round(estimate.percent) };
  const percent = Math.round((weightOfEstimate * estimate.percent + 100 * right) / (weightOfEstimate + all));
  return { percent, because: joined(estimate.because, saidOfRule(right, all)) };
}

const nobody: Judged = { right: 0, wrong: 0 };

function estimateOf({ type, severity, count }: Finding): Confidence {
  const kind = kinds.find(({ types }) => types.test(type)) ?? singleEvent;
  const grave = graveLevels.has(severity) ? kind.grave : undefined;
  const { percent, because } = { ...kind, ...grave };
  const doubt = (100 - percent) * (count >= often ? 0.8 : 1);
  const told = count >= often && kind.once !== true ? joined(because, seenOften(count)) : because;
  return { percent: 100 - doubt, because: told };
}

const graveLevels: ReadonlySet<Finding['severity']> = new Set(['high', 'critical']);

/** From so many times on it is no chance. */
const often = 3;

interface Kind extends Confidence {
  readonly types: RegExp;
  /** What holds instead where the finding is grave. */
  readonly grave?: Confidence;
  /** It is one attack of many events: their number tells nothing. */
  readonly once?: true;
}

/**
 * How often findings of a kind are right when nobody has judged them yet, in percent; the first that fits counts. An
 * event of a log is a fact; a window counts; a list says what others saw; a baseline knows only what is usual:
 * where it is grave, much surprised at once. Estimates of ours, to be replaced by what verdicts tell.
 */
const kinds: readonly Kind[] = [
  {
    types: /^AttackSequence:/,
    percent: 90,
    once: true,
    because: {
      en: 'Several findings about the same actor fit together into one attack.',
      ja: '同じ実行者についての複数の検出結果が、一連の攻撃としてつながっています。',
    },
  },
  {
    types: /AnomalousBehavior|\/.*Unusual|ConsoleLoginSuccess\.B$/, // not UnusualBehavior, the purpose of rules that name no tactic
    percent: 50,
    because: {
      en: 'It is unusual here, and what is unusual is often harmless.',
      ja: '普段と異なることだけを根拠としており、無害な場合も多くあります。',
    },
    grave: {
      percent: 70,
      because: {
        en: 'It rests on what is usual here, but much of it is unusual at once.',
        ja: '普段と異なることを根拠としていますが、同時に多くの点で普段と異なっています。',
      },
    },
  },
  {
    types: /\.Custom$/,
    percent: 85,
    because: {
      en: 'The address or domain is on a list of your own.',
      ja: '独自に登録したリストに載っているアドレスまたはドメインです。',
    },
  },
  {
    types: /MaliciousIP|Tor(?:IPCaller|Client|Relay)|C&C|BitcoinTool\.B!|DropPoint|Blackhole|DomainRequest|DriveBy/,
    percent: 65,
    because: {
      en: 'A public list names the address or domain; addresses change hands, so ask who uses it now.',
      ja: '公開の脅威リストに載っているアドレスまたはドメインです。利用者は変わるため、現在誰が使っているかを確認してください。',
    },
  },
  {
    types: /BitcoinTool/,
    percent: 65,
    because: {
      en: 'The address or the traffic is that of a mining pool; ask what runs on the machine.',
      ja: '宛先のアドレスまたは通信の形がマイニングプールのものです。マシンで何が動いているかを確認してください。',
    },
  },
  {
    types:
      /^[^:]+:(?:EC2|Lambda)\/(?:Port|BruteForce|SSH|RDP|WinRM|DenialOfService|Spambot|DNSDataExfil|DGA|FastFlux|LastingConnection|RegularBeacon|DataGathered|DataInPings|ManyLogins|DNSRebinding)/,
    percent: 70,
    because: {
      en: 'It rests on counted traffic; tests, scans and backups of your own can look the same.',
      ja: '通信の件数に基づく検出です。自社のテスト、スキャン、バックアップでも同じように見えることがあります。',
    },
  },
];

const singleEvent: Kind = {
  types: /./,
  percent: 80,
  because: {
    en: 'The log says plainly that it was done; whether it was meant to be done, the log does not say.',
    ja: '操作が行われたことはログから明らかです。意図された操作かどうかはログからは分かりません。',
  },
};

const seenOften = (count: number): Text => ({
  en: `${count.toLocaleString('en')} events show it, so it is hardly chance.`,
  ja: `${count.toLocaleString('ja')} 件のイベントがあり、偶然とは考えにくい状況です。`,
});

const judged = ({ is, by }: NonNullable<Finding['verdict']>): Confidence =>
  is === 'false'
    ? { percent: 0, because: { en: `${by} judged that it was wrongly found.`, ja: `${by} が誤検出と判定しました。` } }
    : {
        percent: 100,
        because: { en: `${by} judged that it was rightly found.`, ja: `${by} が正しい検出と判定しました。` },
      };

const saidOfRule = (right: number, all: number): Text => ({
  en: `Of ${all} judged findings of this rule ${right} ${right === 1 ? 'was' : 'were'} right.`,
  ja: `このルールの判定済みの検出結果 ${all} 件のうち、${right} 件が正しい検出でした。`,
});

const joined = (one: Text, other: Text): Text => ({ en: `${one.en} ${other.en}`, ja: one.ja + other.ja });
