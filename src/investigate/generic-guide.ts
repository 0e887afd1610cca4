import type { Guide, Knowledge } from '#attack';
import type { Finding } from '#findings';

type Explained = Pick<Guide, 'explain' | 'respond'>;

/**
 * The explanation of a rule that brings none: what its technique or tactic is about, and the answer that
 * fits the kind of actor. Other people's Sigma rules get it, so that no finding is silent.
 */
export function genericGuide(finding: Finding, knowledge: Knowledge): Explained {
  const technique = finding.techniques.map((id) => knowledge.technique(id)).find((known) => known !== undefined);
  const tactic = finding.tactics.map((slug) => knowledge.tactic(slug)).find((known) => known !== undefined);
  const about = technique?.about ?? tactic?.about ?? unknown;
  return {
    explain: {
      en: {
        why: about.en,
        how: `The event matched the rule "${finding.title.en}". The fields that made it match are marked below.`,
      },
      ja: {
        why: about.ja,
        how: `イベントがルール「${finding.title.ja}」に一致しました。一致したフィールドは下のイベントで示しています。`,
      },
    },
    respond: finding.source === 'cloudtrail' ? forCalls : forNetwork,
  };
}

const unknown = {
  en: 'The author of this rule considers the behaviour worth a look. The rule brings no explanation of its own; read its description and decide whether the behaviour is expected here.',
  ja: 'このルールの作者は、この動作を確認すべきものと考えています。ルールに説明はないため、ルールの概要を読み、この環境で想定された動作かどうかを判断してください。',
};

const forCalls: Explained['respond'] = [
  {
    phase: 'verify',
    en: 'Ask the owner of the principal whether they made this call, and look at what else the same key did.',
    ja: 'このプリンシパルの持ち主に本人の操作かを確認し、同じキーによる他の操作も調べます。',
    run: 'aws cloudtrail lookup-events --region {{awsRegion}} --lookup-attributes AttributeKey=AccessKeyId,AttributeValue={{userIdentity.accessKeyId}}',
  },
  {
    phase: 'contain',
    en: 'If nobody can explain it: deactivate the key of a user, or cut off the sessions of a role.',
    ja: '説明がつかない場合は、ユーザーならアクセスキーを無効化し、ロールなら発行済みのセッションを失効させます。',
    run: 'aws iam update-access-key --user-name {{userIdentity.userName}} --access-key-id {{userIdentity.accessKeyId}} --status Inactive',
    check: 'aws iam list-access-keys --user-name {{userIdentity.userName}}',
  },
  {
    phase: 'eradicate',
    en: 'Undo what the call changed, and look for users, keys and policies that were made since.',
    ja: 'この呼び出しによる変更を元に戻し、その後に作られたユーザー、キー、ポリシーがないかを調べます。',
  },
];

const forNetwork: Explained['respond'] = [
  {
    phase: 'verify',
    en: 'Find out which workload owns the interface or address, and whether it is meant to talk like this.',
    ja: 'このインターフェイスやアドレスがどのワークロードのものかを調べ、想定された通信かどうかを確認します。',
  },
  {
    phase: 'contain',
    en: 'If not, put the instance into a security group without any rule, which cuts it off but keeps it for inspection.',
    ja: '想定外であれば、ルールのないセキュリティグループに切り替えて通信を遮断し、調査のためにインスタンスは残します。',
    run: 'aws ec2 modify-instance-attribute --instance-id {{instance-id}} --groups <isolation-group>',
  },
];
