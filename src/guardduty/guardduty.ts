import { awsService, type ModeledFault } from '#aws';
import type { GuardDutyContext } from './context.ts';

/** GuardDuty, whose operations lie in `operations/`. */
export const guardduty = awsService<GuardDutyContext, typeof import('@aws-sdk/client-guardduty')>('guardduty');

/**
 * A refusal as GuardDuty words it: `why` follows "The request is rejected because". All operations of the service
 * have `BadRequestException` for it, also for what does not exist (source: the errors that its client package lists).
 */
export const refused = (why: string): ModeledFault =>
  guardduty.fault('BadRequestException', `The request is rejected because ${why}.`, { Type: 'InvalidInputException' });

/** The very words that Terraform and other tools look for when a filter, a set or a destination is not there. */
export const noSuchResource = (): ModeledFault =>
  guardduty.fault('BadRequestException', 'The request is rejected since no such resource found.', {
    Type: 'InvalidInputException',
  });
