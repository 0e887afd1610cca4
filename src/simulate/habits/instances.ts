import { sdkAgents } from '../agents.ts';
import { resourceId } from '../aws-names.ts';
import { callNamed } from '../calls/catalogue.ts';
import { awsService, roleSession, type Caller } from '../caller.ts';
import { endpointName } from '../cloudtrail-event.ts';
import { demand, moments, type Hour } from '../clock-of-work.ts';
import { regions } from '../company.ts';
import { connect } from '../conversation.ts';
import { instanceKey, type Group, type Instance } from '../fleet.ts';
import { databases, type Vpc } from '../network.ts';
import { assumeRole } from '../sessions.ts';
import type { Habit, Plan, Stage } from '../stage.ts';
import { databaseNames, everydayNames } from '../zone.ts';

/** What each kind of instance calls in AWS and asks the resolver for, with weights. */
const habitsOf: Readonly<Record<Group, { calls: readonly (readonly [string, number])[]; names: readonly string[] }>> = {
  'orders-web': {
    calls: [
      ['s3:GetObject photos', 3],
      ['kms:Decrypt', 2],
      ['secretsmanager:GetSecretValue', 1],
    ],
    names: [databaseNames.production, 'api.payments.example', 'maps.delivery.example', 'collector.kumo-watch.example'],
  },
  'menu-worker': {
    calls: [
      ['s3:GetObject photos', 2],
      ['dynamodb:Query', 3],
      ['kms:Decrypt', 1],
    ],
    names: [databaseNames.production, 'smtp.mail.example', 'collector.kumo-watch.example'],
  },
  bastion: { calls: [['ec2:DescribeInstances', 1]], names: ['packages.distribution.example'] },
  'staging-web': {
    calls: [
      ['s3:GetObject rehearsal', 2],
      ['kms:Decrypt', 1],
    ],
    names: [databaseNames.staging, 'packages.distribution.example', 'collector.kumo-watch.example'],
  },
};

/** Every instance takes the credentials of its role, calls AWS, and talks to its database and to partners. */
export const instancesAtWork: Habit = (stage) => (hour) => {
  const { plan } = stage;
  for (const instance of plan.fleet.between(hour.from, hour.to)) {
    takeCredentials(stage, instance, hour);
    const from = Math.max(hour.from, instance.from + 90_000);
    const to = Math.min(hour.to, instance.to);
    const alive = (times: number[]): number[] => times.filter((time) => time >= from + 2000 && time < to - 61_000);
    const busy = instance.group === 'bastion' ? 0.15 : 0.3 + demand(hour);
    for (const time of alive(moments(hour, 2.4 * busy, stage.random))) callAws(stage, instance, time);
    for (const time of alive(moments(hour, 9 * busy, stage.random))) talk(stage, instance, time);
    for (const time of alive(moments(hour, 11 * busy, stage.random))) askAround(stage, instance, time);
    for (const time of alive(moments(hour, 1, stage.random))) reportToSystemsManager(stage, instance, time);
  }
};

/** The metadata service gives new keys every six hours; EC2 fetches them from STS for the instance. */
function takeCredentials(stage: Stage, instance: Instance, hour: Hour): void {
  const start = stage.plan.start;
  const { key, since } = instanceKey(stage.plan.seed, instance, start, Math.min(hour.to, instance.to) - 1);
  if (since < hour.from) return;
  const session = { role: instance.role, name: instance.instance, time: since, key, hours: 6 };
  assumeRole(stage, awsService(instance.account, 'ec2'), session);
}

/** Signs with the key that the instance holds at that time. Buckets are reached by a gateway endpoint, from the private address. */
export function instanceCaller(plan: Plan, instance: Instance, time: number, service: string): Caller {
  const { key, since } = instanceKey(plan.seed, instance, plan.start, time);
  const throughGateway = service === 's3' || service === 'dynamodb';
  const address = throughGateway ? instance.address : instance.seenAs;
  const session = { role: instance.role, name: instance.instance, key, created: since, onInstance: true };
  const caller = roleSession(session, { address, agent: sdkAgents.instance });
  return throughGateway ? { ...caller, vpcEndpoint: resourceId('vpce', `${instance.vpc}/${service}`) } : caller;
}

const flowService: Readonly<Record<string, string>> = { s3: 'S3', dynamodb: 'DYNAMODB' };

function callAws(stage: Stage, instance: Instance, time: number): void {
  const name = stage.random.weighted(habitsOf[instance.group].calls);
  const call = callNamed(name, { account: instance.account, region: regions.main, random: stage.random }, time + 1000);
  reach(stage, instance, call.service, time);
  stage.trail(instanceCaller(stage.plan, instance, time, call.service), call);
}

/** Resolves the end point of a service and opens a connection to it. */
function reach(stage: Stage, instance: Instance, service: string, time: number): void {
  const address = stage.resolve(instance, endpointName(service, regions.main), time);
  const size = { sent: stage.random.between(900, 4000), received: stage.random.between(2000, 90_000) };
  const through = service in flowService ? { way: 7 } : outward(instance);
  connect(
    stage,
    instance,
    { address, port: 443, ...size, service: flowService[service] ?? 'AMAZON', ...through },
    time + 1000,
  );
}

/** Instances without a public address go out through the NAT gateway. */
const outward = (instance: Instance): { through?: Vpc } =>
  instance.group === 'bastion' ? {} : { through: instance.vpcOf };

function reportToSystemsManager(stage: Stage, instance: Instance, time: number): void {
  reach(stage, instance, 'ssm', time);
  const caller = { ...instanceCaller(stage.plan, instance, time, 'ssm'), agent: sdkAgents.systemsManager };
  const request = {
    instanceId: instance.instance,
    agentVersion: '3.3.3050.0',
    agentStatus: 'Active',
    platformType: 'Linux',
    platformName: 'Amazon Linux',
    platformVersion: '2023',
    iPAddress: instance.address,
    agentName: 'amazon-ssm-agent',
  };
  const call = { service: 'ssm', name: 'UpdateInstanceInformation', region: regions.main, time: time + 1000 };
  stage.trail(caller, { ...call, request, readOnly: false });
}

function talk(stage: Stage, instance: Instance, time: number): void {
  const name = stage.random.pick(habitsOf[instance.group].names);
  const address = stage.resolve(instance, name, time);
  const database = databases.find((one) => one.address === address);
  const port = database ? 5432 : name.startsWith('smtp') ? 587 : 443;
  const size = { sent: stage.random.between(700, 20_000), received: stage.random.between(900, 120_000) };
  const far = database ? { on: database } : outward(instance);
  connect(stage, instance, { address, port, ...size, ...far }, time + 1000);
}

/** Lookups that lead to nothing more: health checks, names with the search domain stuck on, names that are gone. */
function askAround(stage: Stage, instance: Instance, time: number): void {
  const name = stage.random.pick(everydayNames);
  if (stage.random.chance(0.25)) stage.resolveInVain(instance, `${name}.${regions.main}.compute.internal`, time);
  else stage.resolve(instance, name, time);
}
