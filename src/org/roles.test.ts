import { expect, test } from 'vitest';
import { roleArn, roleOf, roles } from './roles.ts';

test('a role is read back from its ARN, also from one of another partition', () => {
  for (const role of roles) {
    const arn = roleArn({ role, account: '111122223333' });
    expect(roleOf(arn)).toEqual({ role, account: '111122223333' });
    expect(roleOf(arn.replace('arn:aws:', 'arn:aws-us-gov:'))).toEqual({ role, account: '111122223333' });
  }
});

test.each([
  'arn:aws:iam::111122223333:role/yagura-king',
  'arn:aws:iam::111122223333:role/analyst',
  'arn:aws:iam::11112222333:role/yagura-analyst',
  'arn:aws:iam::111122223333:role/yagura-analyst/x',
  'arn:aws:iam::111122223333:user/yagura-analyst',
  'arn:aws:sts::111122223333:assumed-role/yagura-analyst/x',
  '',
])('%j names no role of Yagura', (arn) => expect(roleOf(arn)).toBeUndefined());
