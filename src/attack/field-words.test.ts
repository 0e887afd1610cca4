// Opens no lake.
import { expect, test } from 'vitest';
import { fieldInWords, placeInWords } from './field-words.ts';

test('what a command takes from its event is told in words of both languages', () => {
  expect(placeInWords('userIdentity.accessKeyId')).toEqual({
    en: 'access key of the caller',
    ja: '呼び出し元のアクセスキー',
  });
  expect(placeInWords('requestParameters.accessKeyId')).toEqual({ en: 'access key ID', ja: 'アクセスキー ID' });
  expect(placeInWords('requestParameters.pipeline.name').en).toBe('pipeline name');
  expect(placeInWords('requestParameters.name').ja).toBe('名前');
  expect(placeInWords('requestParameters.A.LaunchTemplateId|responseElements.b').en).toBe('launch template ID');
});

test('a name whose first letter CloudTrail wrote small is an acronym still', () => {
  expect(fieldInWords('dBInstanceIdentifier').en).toBe('DB instance name');
  expect(fieldInWords('sSHPublicKeyId').en).toBe('SSH public key ID');
  expect(fieldInWords('vpcEndpointId')).toEqual({ en: 'VPC endpoint ID', ja: 'VPC エンドポイント ID' });
});
