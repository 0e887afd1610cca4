// Opens no lake.
import { expect, test } from 'vitest';
import { coverage } from './coverage.ts';
import type { Workload } from './workloads.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const day = 86_400_000;

const workload = (part: Partial<Workload>): Workload => ({
  kind: 'EC2',
  account: '111122223333',
  name: 'i-0123456789abcdef0',
  instanceType: '',
  told: noon - 3 * day,
  seen: noon,
  ...part,
});

const covered = (...workloads: Workload[]) => coverage(workloads, { region: 'eu-west-1', language: 'en' });

test('an instance is covered that was seen at most a day before the newest one of its account', () => {
  const seenAt = (seen: number, account = '111122223333') => workload({ seen, account });
  const states = covered(
    seenAt(noon),
    seenAt(noon - day),
    seenAt(noon - day - 1),
    seenAt(noon - 9 * day, '444455556666'),
  );
  expect(states.map(({ CoverageStatus }) => CoverageStatus)).toEqual(['HEALTHY', 'HEALTHY', 'UNHEALTHY', 'HEALTHY']);
  expect(states.map(({ Issue = '' }) => Issue)).toEqual(['', '', expect.stringContaining('for a day'), '']);
});

test('an instance that no log names is not covered, and the remedy is told', () => {
  const [state] = covered(workload({ seen: 0 }));
  expect(state).toMatchObject({
    CoverageStatus: 'UNHEALTHY',
    Issue: expect.stringContaining('with the field instance-id'),
    UpdatedAt: new Date(noon - 3 * day),
  });
});

test('inside of clusters nothing is seen, also where calls about them are', () => {
  const [tasks, pods] = covered(workload({ kind: 'ECS', name: 'shop' }), workload({ kind: 'EKS', name: 'shop' }));
  expect(tasks).toMatchObject({
    ResourceId: 'arn:aws:ecs:eu-west-1:111122223333:cluster/shop',
    CoverageStatus: 'UNHEALTHY',
    ResourceDetails: { ResourceType: 'ECS', EcsClusterDetails: { ClusterName: 'shop' } },
  });
  expect(pods).toMatchObject({
    ResourceId: 'arn:aws:eks:eu-west-1:111122223333:cluster/shop',
    ResourceDetails: { ResourceType: 'EKS', EksClusterDetails: { ClusterName: 'shop', ManagementType: 'DISABLED' } },
  });
});

test('the type of an instance is told where it is known', () => {
  const [known, unknown] = covered(workload({ instanceType: 't3.micro' }), workload({}));
  expect(known?.ResourceDetails?.Ec2InstanceDetails).toMatchObject({ InstanceType: 't3.micro' });
  expect(unknown?.ResourceDetails?.Ec2InstanceDetails).not.toHaveProperty('InstanceType');
});
