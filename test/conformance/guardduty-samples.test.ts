import { paginateListFindings } from '@aws-sdk/client-guardduty';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { guardDutyWorld, type GuardDutyWorld } from './guardduty-world.ts';

let world: GuardDutyWorld;
let DetectorId: string;
beforeAll(async () => {
  world = await guardDutyWorld();
  const { DetectorIds = [] } = await world.administrator.listDetectors({});
  DetectorId = DetectorIds[0] ?? '';
});
afterAll(() => world[Symbol.asyncDispose]());

async function samples(): Promise<string[]> {
  const found: string[] = [];
  const FindingCriteria = { Criterion: { 'service.additionalInfo.sample': { Eq: ['true'] } } };
  for await (const { FindingIds = [] } of paginateListFindings(
    { client: world.administrator },
    { DetectorId, FindingCriteria },
  ))
    found.push(...FindingIds);
  return found;
}

/** One of each kind of event, by its own name. */
const some = [
  'Backdoor:EC2/C&CActivity.B!DNS',
  'Recon:EC2/PortProbeUnprotectedPort',
  'UnauthorizedAccess:EC2/SSHBruteForce',
  'CryptoCurrency:EC2/BitcoinTool.B',
  'Exfiltration:S3/MaliciousIPCaller',
  'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS',
  'Stealth:IAMUser/CloudTrailLoggingDisabled',
];

test('samples of some types are made, flagged and titled, and again only seen again', async () => {
  await world.administrator.createSampleFindings({ DetectorId, FindingTypes: some });
  const FindingIds = await samples();
  const { Findings = [] } = await world.administrator.getFindings({ DetectorId, FindingIds });
  expect(Findings.map(({ Type }) => Type ?? '').toSorted()).toEqual(some.toSorted());
  for (const { Title, Service } of Findings) {
    expect(Title).toMatch(/^\[SAMPLE\] \S/);
    expect(JSON.parse(Service?.AdditionalInfo?.Value ?? '')).toMatchObject({ sample: true });
  }
  const actions = Object.fromEntries(Findings.map(({ Type, Service }) => [Type, Service?.Action?.ActionType]));
  expect(actions).toMatchObject({
    'Backdoor:EC2/C&CActivity.B!DNS': 'DNS_REQUEST',
    'Recon:EC2/PortProbeUnprotectedPort': 'PORT_PROBE',
    'UnauthorizedAccess:EC2/SSHBruteForce': 'NETWORK_CONNECTION',
    'Exfiltration:S3/MaliciousIPCaller': 'AWS_API_CALL',
  });
  await world.administrator.createSampleFindings({ DetectorId, FindingTypes: some.slice(0, 1) });
  expect((await samples()).toSorted()).toEqual(FindingIds.toSorted());
});

test('without types there is a sample of every type, each with its five answers', async () => {
  await world.administrator.createSampleFindings({ DetectorId });
  const ids = await samples();
  expect(ids.length).toBeGreaterThan(94 + 35);
  const Answers = z.object({
    answers: z.object({ next: z.array(z.unknown()).min(1), do: z.array(z.unknown()).min(1) }),
  });
  for (const id of ids.filter((_, at) => at % 9 === 0))
    expect(Answers.safeParse(await world.platform.call('GetFinding', { id })).error, id).toBeUndefined();
});

test('a type that nobody knows is refused by name, and a stranger makes none', async () => {
  const FindingTypes = ['Nonsense:EC2/Nothing'];
  await expect(world.administrator.createSampleFindings({ DetectorId, FindingTypes })).rejects.toMatchObject({
    name: 'BadRequestException',
    message: expect.stringContaining('Nonsense:EC2/Nothing'),
  });
  await expect(world.stranger.createSampleFindings({ DetectorId })).rejects.toThrow('not owned by the current account');
  await expect(world.member.createSampleFindings({ DetectorId })).rejects.toMatchObject({
    name: 'AccessDeniedException',
  });
});
