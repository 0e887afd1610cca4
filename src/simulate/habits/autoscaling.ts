import { stableUuid } from '../aws-names.ts';
import { awsService, usedBy, type Caller, type JsonObject } from '../caller.ts';
import { accounts, regions, serviceRole } from '../company.ts';
import { launchTemplate, type Instance } from '../fleet.ts';
import { assumeRole } from '../sessions.ts';
import type { Habit, Stage } from '../stage.ts';

/** Groups grow and shrink: the service-linked role of Auto Scaling launches instances and ends them. */
export const autoscaling: Habit = (stage) => {
  const sessions = new Map<string, { caller: Caller; ends: number }>();
  return (hour) => {
    const inHour = (time: number): boolean => time >= hour.from && time < hour.to;
    for (const instance of stage.plan.fleet.between(hour.from, hour.to)) {
      if (inHour(instance.from)) launch(stage, caller(stage, sessions, instance.account, instance.from), instance);
      if (inHour(instance.to)) terminate(stage, caller(stage, sessions, instance.account, instance.to), instance);
    }
  };
};

function caller(
  stage: Stage,
  sessions: Map<string, { caller: Caller; ends: number }>,
  account: string,
  time: number,
): Caller {
  const open = sessions.get(account);
  if (open && time < open.ends && time >= open.ends - 3_600_000) return open.caller;
  const itself = awsService(account, 'autoscaling');
  const own = serviceRole(account, 'autoscaling', 'AWSServiceRoleForAutoScaling');
  const session = assumeRole(stage, itself, { role: own, name: 'AutoScaling', time: time - 1000 }, itself);
  const working = usedBy('autoscaling', session);
  sessions.set(account, { caller: working, ends: time + 3_600_000 });
  return working;
}

function launch(stage: Stage, by: Caller, instance: Instance): void {
  const group = instance.group;
  stage.trail(by, {
    service: 'ec2',
    name: 'RunInstances',
    region: regions.main,
    time: instance.from,
    request: {
      instancesSet: { items: [{ minCount: 1, maxCount: 1 }] },
      subnetId: instance.subnet,
      clientToken: `fleet-${stableUuid(instance.instance)}-0`,
      launchTemplate: { launchTemplateId: launchTemplate(group), version: '14' },
      tagSpecificationSet: {
        items: [{ resourceType: 'instance', tags: [{ key: 'aws:autoscaling:groupName', value: group }] }],
      },
    },
    response: {
      reservationId: `r-0${stage.random.hex(16)}`,
      ownerId: instance.account,
      groupSet: {},
      instancesSet: { items: [launched(instance)] },
    },
  });
  register(stage, instance, 'RegisterTargets', instance.from + 45_000);
}

/** The item of `instancesSet` in the reply to RunInstances. */
function launched(instance: Instance): JsonObject {
  return {
    instanceId: instance.instance,
    imageId: instance.image,
    instanceState: { code: 0, name: 'pending' },
    privateDnsName: `ip-${instance.address.replaceAll('.', '-')}.${instance.region}.compute.internal`,
    instanceType: instance.type,
    launchTime: instance.from,
    placement: { availabilityZone: `${instance.region}a`, tenancy: 'default' },
    monitoring: { state: 'pending' },
    subnetId: instance.subnet,
    vpcId: instance.vpc,
    privateIpAddress: instance.address,
    networkInterfaceSet: {
      items: [
        {
          networkInterfaceId: instance.eni,
          subnetId: instance.subnet,
          vpcId: instance.vpc,
          privateIpAddress: instance.address,
          status: 'in-use',
        },
      ],
    },
    iamInstanceProfile: {
      arn: `arn:aws:iam::${instance.account}:instance-profile/${instance.role.name}`,
      id: 'AIPAEXAMPLEPROFILE001',
    },
    metadataOptions: { state: 'pending', httpTokens: 'optional', httpPutResponseHopLimit: 2, httpEndpoint: 'enabled' },
  };
}

function terminate(stage: Stage, by: Caller, instance: Instance): void {
  register(stage, instance, 'DeregisterTargets', Math.max(instance.from, instance.to - 2000));
  stage.trail(by, {
    service: 'ec2',
    name: 'TerminateInstances',
    region: regions.main,
    time: instance.to,
    request: { instancesSet: { items: [{ instanceId: instance.instance }] } },
    response: {
      instancesSet: {
        items: [
          {
            instanceId: instance.instance,
            currentState: { code: 32, name: 'shutting-down' },
            previousState: { code: 16, name: 'running' },
          },
        ],
      },
    },
  });
}

function register(stage: Stage, instance: Instance, name: string, time: number): void {
  if (instance.account !== accounts.production.id || instance.group !== 'orders-web') return;
  const targetGroupArn = `arn:aws:elasticloadbalancing:${regions.main}:${instance.account}:targetgroup/orders-web/6d0ecf831eec9f09`;
  const by = awsService(instance.account, 'autoscaling');
  stage.trail(by, {
    service: 'elasticloadbalancing',
    name,
    region: regions.main,
    time,
    request: { targetGroupArn, targets: [{ id: instance.instance, port: 8080 }] },
  });
}
