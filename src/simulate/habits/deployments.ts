import { addresses } from '../addresses.ts';
import { sdkAgents } from '../agents.ts';
import { callNamed } from '../calls/catalogue.ts';
import type { Caller, JsonObject } from '../caller.ts';
import { moments, presence } from '../clock-of-work.ts';
import { accounts, buckets, cluster, regions } from '../company.ts';
import { s3Object } from '../calls/storage.ts';
import { workflowSession } from '../sessions.ts';
import type { Habit, Stage } from '../stage.ts';

/** The build system deploys to staging on every merge, to production now and then. */
export const deployments: Habit = (stage) => (hour) => {
  for (const time of moments(hour, 1.1 * presence(hour, 1) * stage.plan.factor, stage.random)) {
    const repository = stage.random.pick(['orders', 'kitchen', 'delivery', 'functions']);
    deploy(stage, accounts.staging.id, repository, time);
    if (stage.random.chance(0.4)) deploy(stage, accounts.production.id, repository, time + 14 * 60_000);
  }
};

function deploy(stage: Stage, account: string, repository: string, time: number): void {
  const reach = {
    address: stage.random.pick(addresses.builders),
    agent: sdkAgents.node.replace('exec-env/AWS_ECS_FARGATE', 'exec-env/Actions'),
  };
  const caller = workflowSession(stage, account, { repository, time }, reach);
  const steps = repository === 'functions' ? functionRelease(stage, account) : imageRelease(stage, account, repository);
  let now = time + 4000;
  for (const [call, request, response] of steps) {
    now += stage.random.between(600, 9000);
    const [service = '', name = ''] = call.split(':');
    const place = { service, name, region: regions.main, time: now };
    stage.trail(caller, { ...place, ...(request && { request }), ...(response && { response }) });
  }
  watch(stage, caller, now);
}

/** A call, its request, its reply. */
type Step = readonly [call: string, request?: JsonObject | null, response?: JsonObject];

function imageRelease(stage: Stage, account: string, repository: string): Step[] {
  const image = { registryId: account, repositoryName: repository };
  const tag = stage.random.hex(7);
  const family = `${repository}-api`;
  const revision = stage.random.between(161, 240);
  const taskDefinitionArn = `arn:aws:ecs:${regions.main}:${account}:task-definition/${family}:${revision}`;
  return [
    ['sts:GetCallerIdentity'],
    ['ecr:GetAuthorizationToken', { registryIds: [account] }],
    ['ecr:BatchCheckLayerAvailability', { ...image, layerDigests: [`sha256:${stage.random.hex(64)}`] }],
    ['ecr:InitiateLayerUpload', image, { uploadId: stage.random.uuid(), partSize: 20_971_520 }],
    ['ecr:UploadLayerPart', { ...image, partFirstByte: 0, partLastByte: 20_971_519 }],
    ['ecr:CompleteLayerUpload', { ...image, layerDigests: [`sha256:${stage.random.hex(64)}`] }],
    ['ecr:PutImage', { ...image, imageTag: tag, imageManifestMediaType: 'application/vnd.oci.image.manifest.v1+json' }],
    ['ecs:DescribeTaskDefinition', { taskDefinition: family }],
    [
      'ecs:RegisterTaskDefinition',
      taskDefinition(account, family, `${repository}:${tag}`),
      { taskDefinition: { taskDefinitionArn, family, revision, status: 'ACTIVE' } },
    ],
    [
      'ecs:UpdateService',
      { cluster, service: family, taskDefinition: taskDefinitionArn },
      { service: { serviceName: family, status: 'ACTIVE', taskDefinition: taskDefinitionArn, desiredCount: 3 } },
    ],
  ];
}

function taskDefinition(account: string, family: string, image: string): JsonObject {
  return {
    family,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '512',
    memory: '1024',
    taskRoleArn: `arn:aws:iam::${account}:role/${family}-task`,
    containerDefinitions: [
      {
        name: 'app',
        image: `${account}.dkr.ecr.${regions.main}.amazonaws.com/${image}`,
        essential: true,
        portMappings: [{ containerPort: 8080, protocol: 'tcp' }],
      },
    ],
  };
}

function functionRelease(stage: Stage, account: string): Step[] {
  const functionName = stage.random.pick(['invoice-pdf', 'photo-resize', 'customer-export']);
  const change = { stackName: 'functions', changeSetName: `release-${stage.random.hex(7)}` };
  const id = `arn:aws:cloudformation:${regions.main}:${account}:stack/functions/${stage.random.uuid()}`;
  return [
    ['sts:GetCallerIdentity'],
    ['cloudformation:DescribeStacks', { stackName: 'functions' }],
    [
      'cloudformation:CreateChangeSet',
      { ...change, changeSetType: 'UPDATE', capabilities: ['CAPABILITY_IAM'] },
      { stackId: id },
    ],
    ['cloudformation:DescribeChangeSet', change],
    ['cloudformation:ExecuteChangeSet', change],
    [
      'lambda:UpdateFunctionCode20150331v2',
      {
        functionName,
        s3Bucket: buckets.artifacts,
        s3Key: `functions/${stage.random.hex(12)}.zip`,
        publish: false,
        dryRun: false,
      },
      {
        functionName,
        runtime: 'python3.13',
        codeSize: stage.random.between(9000, 900_000),
        state: 'Active',
        lastUpdateStatus: 'InProgress',
      },
    ],
    [
      'lambda:PublishVersion20150331',
      { functionName },
      { functionName, version: String(stage.random.between(40, 90)) },
    ],
  ];
}

/** The workflow waits until the release is healthy, and keeps what it built. */
function watch(stage: Stage, caller: Caller, from: number): void {
  const ground = { account: caller.account, region: regions.main, random: stage.random };
  for (let turn = 1; turn <= 5; turn++)
    stage.trail(caller, callNamed('ecs:DescribeServices', ground, from + turn * 15_000));
  if (caller.account !== accounts.production.id) return;
  const kept = s3Object(caller.account, buckets.artifacts, `release/${stage.random.hex(8)}.tar.gz`, {
    in: stage.random.between(900_000, 9_000_000),
  });
  stage.trail(caller, { service: 's3', name: 'PutObject', region: regions.main, time: from + 80_000, ...kept });
}
