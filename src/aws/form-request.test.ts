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
  ['GET', 'Action=GetAccessKeyInfo&AccessKeyId=AKIA1&Version=2011-06-15', ''],
  ['POST', '', 'Version=2011-06-15&Action=GetAccessKeyInfo&AccessKeyId=AKIA1'],
  ['POST', 'Action=GetAccessKeyInfo&AccessKeyId=AKIA1&X-Amz-Expires=60&Version=2011-06-15', ''],
  ['POST', 'Action=GetAccessKeyInfo&Version=2011-06-15', 'AccessKeyId=AKIA1'],
])('a %s with the query "%s" and the form "%s" asks the same', async (method, query, text) => {
  expect(await asked(method, query, text)).toEqual({ name: 'GetAccessKeyInfo', input: { AccessKeyId: 'AKIA1' } });
});

test.each([
  ['Action=GetAccessKeyInfo&Version=2010-01-01', 'GetAccessKeyInfo for version 2010-01-01'],
  ['Action=GetAccessKeyInfo&Version=06-15', 'GetAccessKeyInfo for version 06-15'],
  ['Action=GetAccessKeyInfo', 'GetAccessKeyInfo for version NO_VERSION_SPECIFIED'],
])('"%s" asks an operation that there is not', async (form, name) => {
  expect(await asked('POST', '', form)).toEqual({ name, input: undefined });
});
