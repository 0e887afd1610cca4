import * as guardduty from '@aws-sdk/client-guardduty';
import { expect, test } from 'vitest';
import { Fault } from '#kernel';
import { AuthFailure } from './auth-failure.ts';
import { invalidInput, mannersOf } from './manners.ts';
import { ModeledFault } from './modeled-fault.ts';
import { readSchemas } from './schemas.ts';
import { wireError } from './wire-error.ts';

const service = readSchemas('guardduty', guardduty);

test('a fault of the service itself has the status of its own schema, and what else the schema holds', () => {
  const thrown = new ModeledFault('BadRequestException', 'No.', { Type: 'InvalidInputException' });
  expect(wireError(thrown, { family: 'rest', service })).toMatchObject({
    type: 'BadRequestException',
    status: 400,
    members: { Type: 'InvalidInputException' },
    known: {},
  });
});

test('of what is no fault nobody is told more than that something failed', () => {
  const error = wireError(new TypeError('the password is 1234'), { family: 'rest', service });
  expect(error.status).toBe(500);
  expect(error.message).toBe('Something failed inside Yagura.');
});

test('every family has a name for what all services have in common', () => {
  for (const family of ['rest', 'rpc', 'query', 'ec2', 's3'] as const)
    for (const thrown of [new Fault('Denied', 'No.'), new Fault('TooMany', 'No.'), new AuthFailure('missing', 'No.')]) {
      const { type, status } = wireError(thrown, { family, service: undefined });
      expect(type, family).toMatch(/^[A-Z]\w+$/);
      expect(status, family).toBeGreaterThanOrEqual(400);
    }
});

test('an input that does not fit is refused in the words of its service, naming the member', () => {
  const shape = service.operations.get('GetDetector')?.input;
  if (shape === undefined) throw new Error('There is no such operation.');
  expect(invalidInput('guardduty', shape, {}).message).toContain('the parameter DetectorId is required');
  expect(invalidInput('guardduty', shape, { DetectorId: 5 }).message).toContain(
    'the parameter DetectorId must be a string',
  );
  expect(invalidInput('sts', shape, {}).message).toContain("Value at 'DetectorId'");
});

test('a page token that cannot be used is told with the fault that the service has for it', () => {
  expect(mannersOf('cloudtrail').token('it is too old').type).toBe('InvalidNextTokenException');
  expect(mannersOf('sts').token('it is too old').type).toBe('ValidationError');
  expect(mannersOf('another').token('it is too old').type).toBe('ValidationException');
});
