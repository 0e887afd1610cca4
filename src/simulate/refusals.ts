import type { Refusal } from './cloudtrail-event.ts';

/** Services that speak the Query API, REST with XML, and those that speak JSON name a refusal differently. */
const refusedAs: Readonly<Record<string, string>> = {
  ec2: 'Client.UnauthorizedOperation',
  iam: 'AccessDenied',
  s3: 'AccessDenied',
  sts: 'AccessDenied',
  rds: 'AccessDenied',
  cloudformation: 'AccessDenied',
  autoscaling: 'AccessDenied',
  elasticloadbalancing: 'AccessDenied',
  monitoring: 'AccessDenied',
};

/** The caller has no permission for the call. `why` as AWS words it at the end of its sentence. */
export function denied(
  arn: string,
  call: { service: string; name: string },
  why = 'because no identity-based policy allows the',
): Refusal {
  const operation = call.name.replace(/20\d{6}(v\d+)?$/, '');
  const prefix = call.service === 'monitoring' ? 'cloudwatch' : call.service;
  const action = `${prefix}:${operation}`;
  const opening = call.service === 'ec2' ? 'You are not authorized to perform this operation. ' : '';
  const resource = prefix === 's3' ? '' : ' on resource: *';
  return {
    code: refusedAs[call.service] ?? 'AccessDeniedException',
    message: `${opening}User: ${arn} is not authorized to perform: ${action}${resource} ${why} ${action} action`,
  };
}

/** Too many calls in a short time. */
export const throttled = (service: string): Refusal =>
  service === 'ec2'
    ? { code: 'Client.RequestLimitExceeded', message: 'Request limit exceeded.' }
    : { code: 'ThrottlingException', message: 'Rate exceeded' };
