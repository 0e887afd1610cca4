import { expect, test } from 'vitest';
import { isInternal } from './internal.ts';

test.each(['8.8.8.8', '1.1.1.1', '2606:4700::1111', '::ffff:8.8.8.8', '64:ff9b::808:808'])(
  '%s is of the internet',
  (address) => {
    expect(isInternal(address)).toBe(false);
  },
);

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254', // the metadata of a cloud's machine
  '100.100.100.200',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '192.0.2.1',
  '::1',
  '::',
  'fe80::1',
  'fd00:ec2::254',
  'ff02::1',
  '::ffff:169.254.169.254',
  '::169.254.169.254',
  '64:ff9b::a9fe:a9fe', // the same through NAT64
  '2001:db8::1',
  '4000::1', // not given out
])('%s is not of the internet', (address) => {
  expect(isInternal(address)).toBe(true);
});
