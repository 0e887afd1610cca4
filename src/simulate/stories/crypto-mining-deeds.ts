import { resourceId } from '../aws-names.ts';
import type { JsonObject } from '../caller.ts';
import { hourLength, minute } from '../clock-of-work.ts';
import { accounts } from '../company.ts';
import { connect } from '../conversation.ts';
import { defaultVpc, networkInterface, type NetworkInterface } from '../network.ts';
import { Random } from '../random.ts';
import type { CallerOf, Scene } from '../scene.ts';
import { miningPools } from '../zone.ts';

/** A Region where the company has nothing but the logs of its default VPC. */
export const minedIn = 'eu-north-1';

const vpc = defaultVpc(accounts.sandbox.id, minedIn);
const groupId = resourceId('sg', 'mining');
const image = 'ami-0989fb15ce71ba39e';

export function prepare(scene: Scene, by: CallerOf, time: number): void {
  const region = minedIn;
  const key = { keyName: 'node-key', keyFingerprint: '1f:51:ae:28:bf:89:e9:d8:1f:25:5d:37:2d:7d:b8:ca:9f:f5:f1:6f' };
  scene.make(by, 'ec2:CreateKeyPair', {
    time,
    region,
    request: { keyName: 'node-key', keyType: 'rsa' },
    response: key,
  });
  const named = { groupName: 'nodes', groupDescription: 'nodes', vpcId: vpc.id };
  scene.make(by, 'ec2:CreateSecurityGroup', {
    time: time + 7000,
    region,
    request: named,
    response: { _return: true, groupId },
  });
  const permission = { ipProtocol: 'tcp', fromPort: 22, toPort: 22 };
  const world = { items: [{ cidrIp: '0.0.0.0/0' }] };
  scene.make(by, 'ec2:AuthorizeSecurityGroupIngress', {
    time: time + 12_000,
    region,
    request: { groupId, ipPermissions: { items: [{ ...permission, ipRanges: world }] } },
    response: {
      _return: true,
      securityGroupRuleSet: { items: [{ groupId, isEgress: false, ...permission, cidrIpv4: '0.0.0.0/0' }] },
    },
  });
}

const launchOf = (instanceType: string, count: number): JsonObject => ({
  instancesSet: { items: [{ imageId: image, minCount: count, maxCount: count, keyName: 'node-key' }] },
  groupSet: { items: [{ groupId }] },
  instanceType,
  userData: '<sensitiveDataRemoved>',
  blockDeviceMapping: {},
  monitoring: { enabled: false },
  disableApiTermination: false,
});

/** What the account's limits do not allow. */
export function refuseLaunches(scene: Scene, by: CallerOf, time: number): void {
  const message =
    'You have requested more vCPU capacity than your current vCPU limit of 0 allows for the instance bucket that the ' +
    'specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.';
  const error = { code: 'Client.VcpuLimitExceeded', message };
  for (const [index, type] of ['p4d.24xlarge', 'p3.16xlarge', 'g5.48xlarge'].entries()) {
    scene.make(by, 'ec2:RunInstances', {
      time: time + index * 16_000,
      region: minedIn,
      request: launchOf(type, 8),
      error,
    });
  }
}

/** The eight machines: the same for one seed. */
function machines({ stage }: Scene): (NetworkInterface & { instance: string })[] {
  const random = new Random(`${stage.plan.seed}/mining machines`);
  return Array.from({ length: 8 }, (_, index) => {
    const instance = `i-0${random.hex(16)}`;
    return {
      ...networkInterface(vpc, instance, {
        tier: 'default',
        address: `172.31.${16 + index}.${random.between(10, 250)}`,
      }),
      instance,
    };
  });
}

export function launchMachines(scene: Scene, by: CallerOf, time: number): void {
  const items = machines(scene).map((one) => ({
    instanceId: one.instance,
    imageId: image,
    instanceState: { code: 0, name: 'pending' },
    instanceType: 'g4dn.12xlarge',
    keyName: 'node-key',
    launchTime: time,
    subnetId: one.subnet,
    vpcId: one.vpc,
    privateIpAddress: one.address,
    networkInterfaceSet: { items: [{ networkInterfaceId: one.eni, privateIpAddress: one.address, status: 'in-use' }] },
  }));
  scene.make(by, 'ec2:RunInstances', {
    time,
    region: minedIn,
    request: launchOf('g4dn.12xlarge', 8),
    response: { reservationId: resourceId('r', 'mining'), ownerId: vpc.account, groupSet: {}, instancesSet: { items } },
  });
  for (const [index, { instanceId }] of items.entries()) {
    scene.make(by, 'ec2:ModifyInstanceAttribute', {
      time: time + 30_000 + index * 1500,
      region: minedIn,
      request: { instanceId, disableApiTermination: { value: true } },
      response: { _return: true },
    });
  }
}

const hoursOfMining = 6;

/** Every ten minutes of six hours, each machine is seen on a pool's port; it asks for the pool's name each time. */
export function mine(scene: Scene, begin: number): void {
  const { stage } = scene;
  for (const machine of machines(scene)) {
    for (let time = begin; time < begin + hoursOfMining * hourLength; time += 10 * minute) {
      const at = time + stage.random.below(minute);
      const pool = stage.random.chance(0.85) ? miningPools[0] : miningPools[1];
      const address = stage.resolve(machine, pool, at);
      const port = pool === miningPools[0] ? 3333 : 14_444;
      const size = { sent: stage.random.between(9000, 30_000), received: stage.random.between(20_000, 60_000) };
      connect(stage, machine, { address, port, ...size, seconds: 59 }, at + 1000);
      scene.note(at, machine);
    }
  }
}
