// Opens no lake.
import { expect, test } from 'vitest';
import { serviceShape } from './clients.ts';
import { askInForm } from './form-request.ts';
import { awsQueryForm } from './query-form.ts';

const asked = async (method: string, query: string, text: string) => {
  const request = { method, query, path: '/', headers: {}, rawHeaders: [], body: Buffer.from(text) };
  const { name, read } = askInForm(awsQueryForm)(await serviceShape('sts'), request);
  return { name, input: read() };
};

test.each([
  ['GET', 'Action=GetAccessKeyInfo&AccessKeyId=AKIA1', ''],
  ['POST', '', 'Action=GetAccessKeyInfo&AccessKeyId=AKIA1'],
  ['POST', 'Action=GetAccessKeyInfo&AccessKeyId=AKIA1&X-Amz-Expires=60', ''],
  ['POST', 'Action=GetAccessKeyInfo', 'AccessKeyId=AKIA1'],
])('a %s with the query "%s" and the form "%s" asks the same', async (method, query, text) => {
  expect(await asked(method, query, text)).toEqual({ name: 'GetAccessKeyInfo', input: { AccessKeyId: 'AKIA1' } });
});
