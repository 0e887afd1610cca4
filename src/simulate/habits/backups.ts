import { awsService } from '../caller.ts';
import { dayLength } from '../clock-of-work.ts';
import { accounts, regions, role } from '../company.ts';
import { assumeRole } from '../sessions.ts';
import type { Habit, Stage } from '../stage.ts';

/** AWS Backup makes snapshots at three in the night, copies them to the recovery Region, and drops those of last month. */
export const backups: Habit = (stage) => (hour) => {
  if (hour.clock !== 3) return;
  const account = accounts.production.id;
  const itself = awsService(account, 'backup');
  const begin = hour.from + stage.random.between(60_000, 300_000);
  const own = role(account, 'AWSBackupDefaultServiceRole', '/service-role/');
  const session = assumeRole(
    stage,
    itself,
    { role: own, name: 'AWSBackup-AWSBackupDefaultServiceRole', time: begin },
    itself,
  );
  const caller = { ...session, identity: { ...session.identity, invokedBy: 'backup.amazonaws.com' } };
  for (const [index, volumeId] of volumes(stage).entries()) {
    const snapshotId = `snap-0${stage.random.hex(16)}`;
    const time = begin + (index + 1) * 40_000;
    const place = { service: 'ec2', region: regions.main };
    stage.trail(caller, {
      ...{ ...place, name: 'CreateSnapshot', time },
      request: {
        volumeId,
        tagSpecificationSet: {
          items: [{ resourceType: 'snapshot', tags: [{ key: 'aws:backup:source-resource', value: volumeId }] }],
        },
      },
      response: {
        snapshotId,
        volumeId,
        status: 'pending',
        startTime: time,
        ownerId: account,
        volumeSize: '80',
        encrypted: true,
      },
    });
    stage.trail(caller, {
      ...{ service: 'ec2', region: regions.recovery, name: 'CopySnapshot', time: time + 900_000 },
      request: { sourceRegion: regions.main, sourceSnapshotId: snapshotId, encrypted: true },
      response: { snapshotId: `snap-0${stage.random.hex(16)}` },
    });
    stage.trail(caller, {
      ...{ ...place, name: 'DeleteSnapshot', time: time + 1_200_000 },
      request: { snapshotId: `snap-0${stage.random.hex(16)}` },
      response: { _return: true },
    });
  }
  deliverReport(stage, begin + 1_500_000);
};

const volumes = (stage: Stage): string[] =>
  [1, 2, 3].map((index) => `vol-0${stage.plan.seed.toString(16).padStart(4, '0').slice(-4)}c1d2e3f4a5${index}7`);

/** The service itself says that it is done. */
function deliverReport(stage: Stage, time: number): void {
  stage.trail(awsService(accounts.production.id, 'backup'), {
    ...{ service: 'backup', name: 'BackupJobCompleted', type: 'AwsServiceEvent', region: regions.main, time },
    readOnly: false,
    details: {
      completionDate: { seconds: Math.floor(time / 1000), nanos: 0 },
      state: 'COMPLETED',
      resourceType: 'EBS',
      expiry: Math.floor((time + 35 * dayLength) / 1000),
    },
  });
}
