import { fill, lacking, type ResponseStep } from '#attack';
import type { Text } from '#kernel';
import type { Actor } from './actor.ts';
import type { Answers } from './answers.ts';
import { unsaid } from './unsaid.ts';

type Step = Answers['do'][number];
type Fields = Readonly<Record<string, unknown>>;

/** The steps of a rule's answer that fit who acted, with the commands filled in from the event. */
export const respond = (steps: readonly ResponseStep[], actor: Actor, event: Fields): Step[] =>
  steps
    .filter((step) => fits(step, actor, event))
    .map((step) => instead.find(({ of }) => of(step, actor))?.step ?? step)
    .map(({ phase, en, ja, run, check }) => ({ phase, ...filled({ en, ja }, { run, check }, event) }));

/** The commands with the values of the event; of one that lacks a value the sentence says which, and how to go on. */
function filled({ en, ja }: Text, commands: Pick<ResponseStep, 'run' | 'check'>, event: Fields): Omit<Step, 'phase'> {
  const { run, check } = commands;
  const isWhole = (command: string | undefined): command is string =>
    command !== undefined && lacking(command, event).length === 0;
  const more = run === undefined || isWhole(run) ? { en: '', ja: '' } : unsaid(lacking(run, event), run);
  return {
    sentence: { en: en + more.en, ja: ja + more.ja },
    ...(isWhole(run) ? { run: fill(run, event) } : {}),
    ...(isWhole(check) ? { check: fill(check, event) } : {}),
  };
}

const user = '{{userIdentity.userName}}';
const role = '{{userIdentity.sessionContext.sessionIssuer.';

/**
 * Commands that name a user are for users, those that name the role of a session for sessions, neither for traffic.
 * Where the event names no credentials, as when AWS itself acted, there are none to look up or take away.
 */
function fits({ run = '' }: ResponseStep, { kind, table }: Actor, event: Fields): boolean {
  if (isOfAnotherCall(run, event)) return false;
  if (kind === '' && table !== 'api_activity') return !run.includes('{{userIdentity.');
  if (kind === '') return !ofCaller(run).some((place) => lacking(place, event).length > 0);
  // IAM means the caller where a call names no user, and the root user is none.
  if (kind === 'Root' && lacking(run, event).includes('userName')) return false;
  if (run.includes(user)) return kind === 'IAMUser';
  return kind === 'AssumedRole' || !run.includes(role);
}

/**
 * A rule has several calls: a command of which the event fills no place of two or more is for one of the others. And
 * what a refused call would have made is not there to be undone.
 */
function isOfAnotherCall(run: string, event: Fields): boolean {
  const open = lacking(run, event);
  if (open.length > 0 && typeof event['errorCode'] === 'string') return true;
  const places = new Set(run.match(/\{\{(?:requestParameters|responseElements)\.[^{}]*\}\}/g));
  return places.size > 1 && [...places].every((place) => lacking(place, event).length > 0);
}

const ofCaller = (run: string): readonly string[] => run.match(/\{\{userIdentity\.[^{}]*\}\}/g) ?? [];

const olderSessions =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:TokenIssueTime":"\'"$(date -u +%Y-%m-%dT%H:%M:%SZ)"\'"}}}]}';

/** What AWS would refuse for such an actor, and what does the same for it. */
const instead: readonly { readonly of: (step: ResponseStep, actor: Actor) => boolean; readonly step: ResponseStep }[] =
  [
    {
      // IAM answers UnmodifiableEntity for roles that Identity Center keeps.
      of: ({ run = '' }, { name }) =>
        /\biam put-role-policy\b/.test(run) && run.includes(role) && isOfIdentityCenter(name),
      step: {
        phase: 'contain',
        en: 'The role belongs to IAM Identity Center, so it cannot be changed in IAM. Look up the person, disable them in Identity Center, and take the assignment to this account away. A session that is running ends by itself when its time is up (12 hours at most); to end it now, add to the inline policy of the permission set a Deny of everything where aws:TokenIssueTime is earlier than now.',
        ja: 'このロールは IAM Identity Center が管理しているため、IAM からは変更できません。Identity Center でこの人を特定して無効化し、このアカウントへの割り当てを外します。すでに始まっているセッションは有効期限（最長 12 時間）まで残ります。すぐに失効させるには、許可セットのインラインポリシーに「aws:TokenIssueTime が現在時刻より前なら、すべて Deny」を追加します。',
        run: "aws identitystore list-users --identity-store-id $(aws sso-admin list-instances --query 'Instances[0].IdentityStoreId' --output text) --query 'Users[?UserName==`{{session}}`].[UserId,UserName]' --output table",
        check:
          "aws sso-admin list-permission-sets-provisioned-to-account --instance-arn $(aws sso-admin list-instances --query 'Instances[0].InstanceArn' --output text) --account-id {{recipientAccountId}}",
      },
    },
    {
      // Temporary credentials, such as those of the console, are no keys of the user: NoSuchEntity.
      of: ({ run = '' }, { accessKey }) =>
        /\biam update-access-key\b.*\{\{userIdentity\.accessKeyId\}\}/s.test(run) && accessKey.startsWith('ASIA'),
      step: {
        phase: 'contain',
        en: 'The call was made with temporary credentials (as the console uses them), which cannot be deactivated like an access key. If nobody can explain it, refuse every session of this user that was issued until now, and change the password.',
        ja: 'この呼び出しには一時的な認証情報（コンソールなどが使うもの）が使われており、アクセスキーのように無効化することはできません。説明がつかない場合は、このユーザーのこれまでのセッションをすべて失効させ、パスワードを変更します。',
        run: `aws iam put-user-policy --user-name ${user} --policy-name RevokeOlderSessions --policy-document '${olderSessions}'`,
        check: `aws iam get-user-policy --user-name ${user} --policy-name RevokeOlderSessions`,
      },
    },
  ];

const isOfIdentityCenter = (name: string): boolean => name.startsWith('AWSReservedSSO_');
