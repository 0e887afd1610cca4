import { expect, test } from 'vitest';
import { partitionOf } from './partition-of.ts';

test.each([
  ['ap-northeast-1', 'aws'],
  ['us-east-1', 'aws'],
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['us-iso-east-1', 'aws-iso'],
  ['us-isob-east-1', 'aws-iso-b'],
  ['eu-isoe-west-1', 'aws-iso-e'],
  ['eusc-de-east-1', 'aws-eusc'],
  ['', 'aws'],
])('the Region %j lies in the partition %s', (region, partition) => expect(partitionOf(region)).toBe(partition));
