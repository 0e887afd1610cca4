import { resourceId } from '../aws-names.ts';
import { awsService, usedBy, type Caller } from '../caller.ts';
import { minute } from '../clock-of-work.ts';
import { accounts, regions, role } from '../company.ts';
import { assumeRole } from '../sessions.ts';
import type { Habit, Stage } from '../stage.ts';

const account = accounts.production.id;
const ownRole = role(account, 'AWSBackupDefaultServiceRole', '/service-role/');
const volumes = ['orders data', 'kitchen data', 'bastion root'].map((name) => resourceId('vol', name));

/** AWS Backup makes snapshots at three in the night, copies them to the recovery Region, and drops those of last month. */
export const backups: Habit = (stage) => (hour) => {
  if (hour.clock !== 3) return;
  const itself = awsService(account, 'backup');
  const begin = hour.from + stage.random.between(minute, 5 * minute);
  const wanted = { role: ownRole, name: 'AWSBackup-AWSBackupDefaultServiceRole', time: begin };
  const session = assumeRole(stage, itself, wanted, itself);
  const caller = usedBy('backup', session);
  for (const [index, volume] of volumes.entries()) backUp(stage, caller, volume, begin + (index + 1) * 40_000);
  stage.trail(itself, {
    service: 'backup',
    name: 'BackupJobCompleted',
    type: 'AwsServiceEvent',
    region: regions.main,
    time: begin + 25 * minute,
    readOnly: false,
    details: { state: 'COMPLETED', resourceType: 'EBS', backupVaultName: 'nightly' },
  });
};

function backUp(stage: Stage, caller: Caller, volumeId: string, time: number): void {
  const snapshotId = `snap-0${stage.random.hex(16)}`;
  const tags = [{ key: 'aws:backup:source-resource', value: volumeId }];
  const ec2 = { service: 'ec2', region: regions.main };
  stage.trail(caller, {
    ...ec2,
    name: 'CreateSnapshot',
    time,
    request: { volumeId, tagSpecificationSet: { items: [{ resourceType: 'snapshot', tags }] } },
    response: { snapshotId, volumeId, status: 'pending', startTime: time, ownerId: account, encrypted: true },
  });
  stage.trail(caller, {
    ...ec2,
    region: regions.recovery,
    name: 'CopySnapshot',
    time: time + 15 * minute,
    request: { sourceRegion: regions.main, sourceSnapshotId: snapshotId, encrypted: true },
    response: { snapshotId: `snap-0${stage.random.hex(16)}` },
  });
  stage.trail(caller, {
    ...ec2,
    name: 'DeleteSnapshot',
    time: time + 20 * minute,
    request: { snapshotId: `snap-0${stage.random.hex(16)}` },
    response: { _return: true },
  });
}
