import { hostile } from '../addresses.ts';
import { callNamed } from '../calls/catalogue.ts';
import { s3Object } from '../calls/storage.ts';
import type { Caller } from '../caller.ts';
import { minute } from '../clock-of-work.ts';
import { accounts, buckets, regions, role, secretArn, secrets } from '../company.ts';
import { connect, oneWay } from '../conversation.ts';
import { balancers } from '../network.ts';
import { denied } from '../refusals.ts';
import type { Scene } from '../scene.ts';
import { takeRole } from '../sessions.ts';
import { machine } from './machines.ts';
import { asServer, openSsh, pushSshKey, runCommand } from './stolen-instance-deeds.ts';
import type { Story } from './story.ts';

/** A hole in the web server gives away the credentials of its role; they are then used from outside AWS. */
export const stolenInstanceRole: Story = {
  title: {
    en: 'Stolen credentials of a web server: secrets read, then on to other machines',
    ja: 'Web サーバーから盗まれた認証情報：シークレットの読み取りと別のマシンへの侵入',
  },
  hostile: true,
  daysBefore: 6,
  startsAt: 205,
  steps: [
    {
      step: 'trick the web server',
      after: 0,
      about: {
        en: 'Forged requests make a web server fetch the credentials of its own role. AWS logs show only the visits.',
        ja: '細工されたリクエストで、Web サーバーに自身のロールの認証情報を取得させました。AWS のログには訪問しか残りません。',
      },
      expect: [],
      play: trickServer,
    },
    {
      step: 'use the credentials outside',
      after: 12,
      about: {
        en: "The web server's session calls AWS from an address that is not the server's.",
        ja: 'Web サーバーのセッションが、サーバーのものではないアドレスから AWS を呼び出しました。',
      },
      expect: [
        'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS',
        'Discovery:IAMUser/AnomalousBehavior',
      ],
      play: lookFromOutside,
    },
    {
      step: 'read secrets',
      after: 19,
      about: {
        en: "All of the shop's secrets are read, one after the other.",
        ja: 'サービスのシークレットが次々に読み取られました。',
      },
      expect: ['CredentialAccess:IAMUser/AnomalousBehavior'],
      play: readSecrets,
    },
    {
      step: 'move to other machines',
      after: 34,
      about: {
        en: 'A stronger role is taken; port 22 is opened to the world, a key is pushed to the bastion, a command is sent to a worker.',
        ja: 'より強いロールを使い、22 番ポートの全公開、踏み台への鍵の配置、ワーカーへのコマンド送信が行われました。',
      },
      expect: [
        'EC2SecurityGroupPublicSSH',
        'EC2InstanceSSHKeyPushed',
        'PrivilegeEscalation:IAMUser/AnomalousBehavior',
        'AttackSequence:IAM/CompromisedCredentials',
      ],
      play: moveOn,
    },
    {
      step: 'copy invoices',
      after: 58,
      about: {
        en: 'The stolen session downloads 120 invoices.',
        ja: '盗まれたセッションで請求書 120 件がダウンロードされました。',
      },
      expect: ['Exfiltration:S3/AnomalousBehavior'],
      play: copyInvoices,
    },
  ],
};

const account = accounts.production.id;

function trickServer(scene: Scene, time: number): void {
  const server = machine(scene, 'orders-web');
  const [balancer] = balancers;
  if (!balancer) return;
  for (let index = 0; index < 40; index++) {
    const at = time + index * 14_000;
    const port = scene.stage.random.between(32768, 60999);
    const shared = { time: at, seconds: 4, way: 8 };
    const visit = { ...shared, fromPort: port, toPort: 443, bytes: 1900, flags: 3 };
    const reply = { ...shared, fromPort: 443, toPort: port, bytes: 2300, flags: 19 };
    scene.stage.flow(balancer, oneWay(hostile.credentialThief, balancer.address, visit));
    scene.stage.flow(balancer, oneWay(balancer.address, hostile.credentialThief, reply));
    connect(scene.stage, balancer, { address: server.address, port: 8080, sent: 1900, received: 2300, on: server }, at);
    scene.note(at, balancer);
  }
}

/** What the web server's role may do, and what it may not. */
const questions = {
  allowed: ['s3:ListBuckets', 's3:ListObjects', 's3:GetBucketLocation'],
  forbidden: ['iam:ListUsers', 'iam:ListRoles', 'ec2:DescribeInstances', 'rds:DescribeDBInstances', 'kms:ListKeys'],
};

function lookFromOutside(scene: Scene, time: number): void {
  const by = asServer(scene);
  scene.make(by, 'sts:GetCallerIdentity', { time });
  const { allowed, forbidden } = questions;
  for (const [index, name] of [...allowed, ...forbidden, ...allowed].entries()) {
    const ground = { account, region: regions.main, random: scene.stage.random };
    const call = callNamed(name, ground, time + 9000 + index * 17_000);
    scene.call(by(name), forbidden.includes(name) ? { ...call, error: denied(by(name).arn, call) } : call);
  }
}

function readSecrets(scene: Scene, time: number): void {
  const by = asServer(scene);
  scene.make(by, 'secretsmanager:ListSecrets', { time, request: { maxResults: 100 } });
  for (const [index, name] of [...secrets, ...secrets].entries()) {
    const request = { secretId: secretArn(account, name) };
    scene.make(by, 'secretsmanager:GetSecretValue', { time: time + 20_000 + index * 11_000, request });
  }
  const request = { path: '/', recursive: true, withDecryption: true };
  scene.make(by, 'ssm:GetParametersByPath', { time: time + 3 * minute, request });
}

/** The web server may take the role of the operators: a mistake of long ago. */
function moveOn(scene: Scene, time: number): void {
  const operations = { role: role(account, 'orders-operations'), name: 'web-maintenance', time };
  const { caller, event } = takeRole(scene.stage, asServer(scene)(''), operations);
  scene.note(time, { account, region: regions.main, eventID: event.eventID });
  const by = (): Caller => caller;
  openSsh(scene, by, time + 2 * minute);
  pushSshKey(scene, by, { bastion: machine(scene, 'bastion'), time: time + 5 * minute });
  runCommand(scene, by, { worker: machine(scene, 'menu-worker'), time: time + 9 * minute });
}

function copyInvoices(scene: Scene, time: number): void {
  const { random } = scene.stage;
  for (let index = 0; index < 120; index++) {
    const key = `pdf/${random.between(100_000, 999_999)}.pdf`;
    const object = s3Object(account, buckets.invoices, key, { out: random.between(30_000, 90_000) });
    scene.make(asServer(scene), 's3:GetObject', { time: time + index * 2600 + random.below(2000), ...object });
  }
}
