// Opens no lake.
import { expect, test } from 'vitest';
import { completed } from './launches.ts';

const launched = {
  InstanceId: 'i-1',
  InstanceType: 't3.micro',
  ImageId: 'ami-1',
  NetworkInterfaces: [
    { NetworkInterfaceId: 'eni-1', PrivateIpAddress: '10.0.0.1', SubnetId: 'subnet-1' },
    { NetworkInterfaceId: 'eni-2', PrivateIpAddress: '10.0.0.2', SubnetId: 'subnet-2' },
  ],
};

test('an instance whose launch was not seen is told as the event tells it', () => {
  expect(completed({ InstanceId: 'i-1' }, undefined)).toEqual({ InstanceId: 'i-1' });
});

test('the launch adds what the event does not say, and the event is right where both do', () => {
  expect(completed({ InstanceId: 'i-1', InstanceType: 'm5.large' }, launched)).toEqual({
    ...launched,
    InstanceType: 'm5.large',
  });
});

test('the interface is the one that the event saw, told by its id or its address', () => {
  for (const seen of [{ NetworkInterfaceId: 'eni-2' }, { PrivateIpAddress: '10.0.0.2' }])
    expect(completed({ InstanceId: 'i-1', NetworkInterfaces: [seen] }, launched).NetworkInterfaces).toEqual([
      { ...launched.NetworkInterfaces[1], ...seen },
    ]);
});
