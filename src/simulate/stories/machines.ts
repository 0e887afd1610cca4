import { Fault } from '#kernel';
import { resourceId } from '../aws-names.ts';
import type { Group, Instance } from '../fleet.ts';
import type { Scene } from '../scene.ts';

/** The security group of the bastion. */
export const bastionGroup = resourceId('sg', 'bastion');

/** The instance of a group that is there when the story begins and stays longest. */
export function machine({ stage, begin }: Scene, group: Group): Instance {
  const there = stage.plan.fleet.between(begin, begin + 1).filter((one) => one.group === group);
  const [longest] = there.sort((left, right) => right.to - left.to);
  if (!longest) throw new Fault('Internal', `The group ${group} has no instance when the story begins.`);
  return longest;
}
