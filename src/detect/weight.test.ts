// Opens no lake.
import { expect, test } from 'vitest';
import { contentFolder, yamlFiles } from '#kernel';
import { openBook, type Claimed } from './book.ts';
import { severityOf } from './weight.ts';

const book = openBook({ own: await yamlFiles(`${contentFolder}/rules`), other: [] });

const byType = (type: string): Claimed => {
  const found = book.all.find((claimed) => claimed.type === type);
  if (found === undefined) throw new Error(`There is no rule for ${type}.`);
  return found;
};

const gravity = (type: string, ...events: Record<string, unknown>[]) =>
  severityOf(
    byType(type),
    events.map((fields) => ({ fields })),
  );

const session = (mfaAuthenticated: string) => ({ type: 'Root', sessionContext: { attributes: { mfaAuthenticated } } });

test('the root user with MFA at a task of its own is a record; without MFA, with a new key, it is today', () => {
  const [guarded, bare] = [session('true'), session('false')];
  const type = 'Policy:IAMUser/RootCredentialUsage';
  expect(gravity(type, { eventName: 'EnableMFADevice', userIdentity: guarded }).severity).toBe('informational');
  expect(gravity(type, { eventName: 'CreateAccessKey', userIdentity: bare }).severity).toBe('high');
  expect(gravity(type, { eventName: 'ListBuckets', userIdentity: guarded, readOnly: true }).severity).toBe('low');
});

test('a burst of refusals is milder for a deployment, graver for a tool of attackers, and as grave as its gravest call', () => {
  const type = 'Discovery:IAMUser/PermissionsProbed';
  const deployment = { userIdentity: { type: 'AssumedRole' }, userAgent: 'APN/1.0 HashiCorp/1.0 Terraform/1.9' };
  const plain = { userIdentity: { type: 'AssumedRole' }, userAgent: 'Boto3/1.34 md/Botocore#1.34' };
  const kali = { userIdentity: { type: 'IAMUser' }, userAgent: 'aws-cli/2.15 Linux/6.6.9-kali1' };
  expect(gravity(type, deployment, deployment)).toEqual({ severity: 'low', weighed: true });
  expect(gravity(type, deployment, plain).severity).toBe('medium');
  expect(gravity(type, deployment, kali, plain).severity).toBe('high');
});

test('a long-term key is not milder for a tool that it says to be', () => {
  const spoofed = { userIdentity: { type: 'IAMUser' }, userAgent: 'Terraform/1.9' };
  expect(gravity('Discovery:IAMUser/PermissionsProbed', spoofed).severity).toBe('medium');
});

test('a rule without contexts has its level, whatever the event', () => {
  const claimed = byType('Stealth:IAMUser/CloudTrailLoggingDisabled');
  expect(severityOf(claimed, [{ fields: session('false') }])).toEqual({ severity: claimed.severity });
});

test.each(
  book.all.filter(({ guide }) => guide?.weigh !== undefined).map((claimed) => [claimed.type, claimed] as const),
)('every case of %s can be read and leads to another level than that of the rule', (_, claimed) => {
  expect(() => severityOf(claimed, [{ fields: {} }])).not.toThrow();
  expect(claimed.guide?.weigh?.filter(({ to }) => to === claimed.severity)).toEqual([]);
});
