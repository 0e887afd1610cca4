import type { IamInstanceProfile, InstanceDetails, NetworkInterface } from '@aws-sdk/client-guardduty';
import { z } from 'zod';
import type { GuardDutyContext } from './context.ts';
import { numberAt, objectsAt, textAt, type Fields } from './event-fields.ts';
import { known } from './known.ts';

/**
 * What CloudTrail told of instances when they were launched, by their ids: as RunInstances answered (Amazon EC2 API
 * Reference, `Instance`). Flows and queries name an instance and say no more of it.
 */
export async function launches(
  instances: readonly string[],
  { lake }: Pick<GuardDutyContext, 'lake'>,
): Promise<ReadonlyMap<string, InstanceDetails>> {
  if (instances.length === 0) return new Map();
  const rows = await lake.rows<{ instance: string; item: string }>(
    `SELECT instance, argMax(item, time) AS item FROM (
       SELECT time, item, JSONExtractString(item, 'instanceId') AS instance FROM api_activity
       ARRAY JOIN JSONExtractArrayRaw(raw, 'responseElements', 'instancesSet', 'items') AS item
       WHERE service = 'ec2.amazonaws.com' AND action = 'RunInstances' AND error = '')
     WHERE instance IN {instances:Array(String)} GROUP BY instance`,
    { instances: [...new Set(instances)] },
  );
  return new Map(rows.map(({ instance, item }) => [instance, instanceDetails(Item.parse(JSON.parse(item)))]));
}

const Item = z.record(z.string(), z.unknown());

function instanceDetails(item: Fields): InstanceDetails {
  const launched = numberAt(item, 'launchTime');
  return (
    known<InstanceDetails>({
      InstanceId: textAt(item, 'instanceId'),
      ImageId: textAt(item, 'imageId'),
      InstanceType: textAt(item, 'instanceType'),
      LaunchTime: launched === undefined ? textAt(item, 'launchTime') : new Date(launched).toISOString(),
      Platform: textAt(item, 'platform'),
      AvailabilityZone: textAt(item, 'placement.availabilityZone'),
      IamInstanceProfile: known<IamInstanceProfile>({
        Arn: textAt(item, 'iamInstanceProfile.arn'),
        Id: textAt(item, 'iamInstanceProfile.id'),
      }),
      NetworkInterfaces: objectsAt(item, 'networkInterfaceSet.items').flatMap((one) => networkInterface(one) ?? []),
      Tags: objectsAt(item, 'tagSet.items').map((tag) => ({ Key: textAt(tag, 'key'), Value: textAt(tag, 'value') })),
    }) ?? {}
  );
}

const networkInterface = (item: Fields): NetworkInterface | undefined =>
  known<NetworkInterface>({
    NetworkInterfaceId: textAt(item, 'networkInterfaceId'),
    PrivateDnsName: textAt(item, 'privateDnsName'),
    PrivateIpAddress: textAt(item, 'privateIpAddress'),
    PublicIp: textAt(item, 'association.publicIp'),
    SubnetId: textAt(item, 'subnetId'),
    VpcId: textAt(item, 'vpcId'),
    SecurityGroups: objectsAt(item, 'groupSet.items').map((group) => ({
      GroupId: textAt(group, 'groupId'),
      GroupName: textAt(group, 'groupName'),
    })),
  });

/** What an event says of an instance, and what its launch said before: the event knows better which interface it was. */
export function completed(seen: InstanceDetails, launched: InstanceDetails | undefined): InstanceDetails {
  if (launched === undefined) return seen;
  const [interfaceSeen] = seen.NetworkInterfaces ?? [];
  const others = launched.NetworkInterfaces ?? [];
  const same = others.find((one) => isSame(one, interfaceSeen)) ?? others[0];
  const merged = interfaceSeen === undefined ? others : [{ ...same, ...interfaceSeen }];
  return { ...launched, ...seen, ...(merged.length === 0 ? {} : { NetworkInterfaces: merged }) };
}

const isSame = (one: NetworkInterface, other: NetworkInterface | undefined): boolean =>
  one.NetworkInterfaceId === other?.NetworkInterfaceId || one.PrivateIpAddress === other?.PrivateIpAddress;
