import { awsService } from '#aws';
import type { TrailContext } from './context.ts';

/** AWS CloudTrail, answered over the events in the lake. */
export const cloudtrail = awsService<TrailContext, typeof import('@aws-sdk/client-cloudtrail')>('cloudtrail');
