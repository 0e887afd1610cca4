import { hostile } from '../addresses.ts';
import { resourceId } from '../aws-names.ts';
import { roleSession } from '../caller.ts';
import { minute } from '../clock-of-work.ts';
import { accounts } from '../company.ts';
import { oneWay } from '../conversation.ts';
import { instanceKey, type Instance } from '../fleet.ts';
import type { CallerOf, Scene } from '../scene.ts';
import { bastionGroup, machine } from './machines.ts';

/** The thief with the web server's session, from a laptop. The key is the one that the server held when it was tricked. */
export function asServer(scene: Scene): CallerOf {
  const { plan } = scene.stage;
  const server = machine(scene, 'orders-web');
  const { key, since } = instanceKey(plan.seed, server, plan.start, scene.begin);
  const session = { role: server.role, name: server.instance, key, created: since, onInstance: true };
  const agent = 'Boto3/1.34.131 md/Botocore#1.34.131 ua/2.0 os/macos#23.5.0 md/arch#arm64 lang/python#3.12.4';
  return () => roleSession(session, { address: hostile.credentialThief, agent });
}

/** Port 22 of the bastion opens to the world. */
export function openSsh(scene: Scene, by: CallerOf, time: number): void {
  const permission = { ipProtocol: 'tcp', fromPort: 22, toPort: 22 };
  const rule = {
    groupOwnerId: accounts.production.id,
    groupId: bastionGroup,
    securityGroupRuleId: resourceId('sgr', 'opened by the thief'),
    isEgress: false,
    ...permission,
    cidrIpv4: '0.0.0.0/0',
  };
  const ranges = { groups: {}, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] }, ipv6Ranges: {}, prefixListIds: {} };
  scene.make(by, 'ec2:AuthorizeSecurityGroupIngress', {
    time,
    request: { groupId: bastionGroup, ipPermissions: { items: [{ ...permission, ...ranges }] } },
    response: { _return: true, securityGroupRuleSet: { items: [rule] } },
  });
}

/** A key is pushed to the bastion, and a minute later somebody is in. */
export function pushSshKey(scene: Scene, by: CallerOf, { bastion, time }: { bastion: Instance; time: number }): void {
  scene.make(by, 'ec2-instance-connect:SendSSHPublicKey', {
    time,
    request: {
      instanceId: bastion.instance,
      instanceOSUser: 'ec2-user',
      sSHPublicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXA',
      availabilityZone: `${bastion.region}a`,
    },
    response: { success: true },
    readOnly: false,
  });
  const shared = { time: time + minute, seconds: 58, way: 8 };
  const typed = { ...shared, fromPort: 51_902, toPort: 22, bytes: 21_000, flags: 2 };
  const shown = { ...shared, fromPort: 22, toPort: 51_902, bytes: 340_000, flags: 18 };
  scene.stage.flow(bastion, oneWay(hostile.credentialThief, bastion.address, typed));
  scene.stage.flow(bastion, oneWay(bastion.address, hostile.credentialThief, shown));
}

/** A shell command runs on a worker, through Systems Manager. */
export function runCommand(scene: Scene, by: CallerOf, { worker, time }: { worker: Instance; time: number }): void {
  const commandId = scene.stage.random.uuid();
  const document = { documentName: 'AWS-RunShellScript', instanceIds: [worker.instance] };
  scene.make(by, 'ssm:DescribeInstanceInformation', { time, request: { maxResults: 50 } });
  scene.make(by, 'ssm:SendCommand', {
    time: time + 31_000,
    request: { ...document, parameters: 'HIDDEN_DUE_TO_SECURITY_REASONS', interactive: false },
    response: { command: { ...document, commandId, status: 'Pending', targetCount: 1 } },
  });
  const request = { commandId, instanceId: worker.instance };
  scene.make(by, 'ssm:GetCommandInvocation', { time: time + 52_000, request });
}
