import { expect, test } from 'vitest';
import { serviceShape } from './clients.ts';
import { kindOf, requiredOf } from './schemas.ts';
import { services } from './services.ts';

test.each(Object.entries(services))('the client of %s speaks %s', async (name, protocol) => {
  const shape = await serviceShape(name);
  expect(shape.protocol).toBe(protocol);
  expect(shape.operations.size).toBeGreaterThan(10);
});

test('an operation has its path, its shapes and their required members', async () => {
  const { operations, target, namespace } = await serviceShape('guardduty');
  const listFindings = operations.get('ListFindings');
  expect(listFindings?.http).toEqual({ method: 'POST', path: '/detector/{DetectorId}/findings', status: 200 });
  expect([target, namespace]).toEqual(['GuardDutyAPIService', 'com.amazonaws.guardduty']);
  if (listFindings === undefined) throw new Error('GuardDuty has no ListFindings.');
  expect([...requiredOf(listFindings.input)]).toEqual(['DetectorId']);
  expect([...requiredOf(listFindings.output)]).toEqual(['FindingIds']);
  expect(kindOf(listFindings.input)).toBe('structure');
});

test('an error has its status, and the code that query protocols have for it', async () => {
  const { errors } = await serviceShape('guardduty');
  expect(errors.get('BadRequestException')).toMatchObject({ status: 400 });
  expect(errors.get('InternalServerErrorException')).toMatchObject({ status: 500 });
  const { errors: trail } = await serviceShape('cloudtrail');
  expect(trail.get('InvalidMaxResultsException')).toMatchObject({ status: 400, queryCode: 'InvalidMaxResults' });
});

test('a service that is not known is not looked for among the packages', async () => {
  await expect(serviceShape('../../etc/passwd')).rejects.toThrow('knows no AWS service');
  await expect(serviceShape('constructor')).rejects.toThrow('knows no AWS service');
});
