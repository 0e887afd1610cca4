import type { Habit } from '../stage.ts';
import { autoscaling } from './autoscaling.ts';
import { backups } from './backups.ts';
import { deployments } from './deployments.ts';
import { instancesAtWork } from './instances.ts';
import { auditSweep, configRecorder, deliveryChecks, monitoringVendor } from './oversight.ts';
import { people } from './people.ts';
import { contractorAtWork, invoiceSync } from './users.ts';
import { backgroundNoise, functionsInVpc, guests } from './visitors.ts';
import { workloadsAtWork } from './workloads.ts';

/** Everything that happens day by day; each name has its own randomness. */
export const habits = {
  autoscaling,
  instancesAtWork,
  workloadsAtWork,
  people,
  contractorAtWork,
  invoiceSync,
  deployments,
  monitoringVendor,
  configRecorder,
  deliveryChecks,
  auditSweep,
  backups,
  guests,
  functionsInVpc,
  backgroundNoise,
} as const satisfies Record<string, Habit>;
