import { misfit, type Misfit } from './check.ts';
import type { Shape } from './schemas.ts';
import { ModeledFault } from './modeled-fault.ts';

/** How a service words what all services have in common. */
export interface Manners {
  /** The fault for an input that is not as the service's shapes say. */
  invalid(problem: Misfit): ModeledFault;
  /** The fault for a page token that is not one of ours, is too old, or belongs to another request. */
  token(why: string): ModeledFault;
  /** The fault for a body that is larger than what is taken here; left out where the service has no words of its own. */
  tooLarge?(message: string): ModeledFault;
}

/** The fault with which the service refuses this input. */
export function invalidInput(service: string, shape: Shape, input: unknown): ModeledFault {
  const problem = misfit(shape, input) ?? { path: '', missing: false, expected: 'another value' };
  return mannersOf(service).invalid(problem);
}

export const mannersOf = (service: string): Manners => manners[service] ?? usual;

/** "1 validation error detected: ..." is how AWS's own framework words it. */
const coral = ({ path, missing, expected }: Misfit): string =>
  missing
    ? `1 validation error detected: Value at '${path}' failed to satisfy constraint: Member must not be null`
    : `1 validation error detected: Value at '${path || 'input'}' failed to satisfy constraint: Member must be ${expected}`;

const plain = ({ path, missing, expected }: Misfit): string =>
  missing ? `the parameter ${path} is required` : `the parameter ${path || 'input'} must be ${expected}`;

const validation = (type: string): Manners => ({
  invalid: (problem) => new ModeledFault(type, coral(problem)),
  token: (why) => new ModeledFault(type, `The page token cannot be used: ${why}.`),
});

const usual = validation('ValidationException');

/** Services that have words of their own. Their errors: the error schemas of their client packages. */
const manners: Readonly<Record<string, Manners>> = {
  guardduty: {
    invalid: (problem) =>
      new ModeledFault('BadRequestException', `The request is rejected because ${plain(problem)}.`, {
        Type: 'InvalidInputException',
      }),
    token: (why) =>
      new ModeledFault(
        'BadRequestException',
        `The request is rejected because the page token cannot be used: ${why}.`,
        {
          Type: 'InvalidInputException',
        },
      ),
  },
  cloudtrail: {
    ...usual,
    token: (why) => new ModeledFault('InvalidNextTokenException', `The page token cannot be used: ${why}.`),
  },
  securityhub: {
    invalid: (problem) =>
      new ModeledFault('InvalidInputException', `The request is rejected because ${plain(problem)}.`),
    token: (why) => new ModeledFault('InvalidInputException', `The page token cannot be used: ${why}.`),
  },
  verifiedpermissions: {
    ...usual,
    invalid: (problem) =>
      new ModeledFault('ValidationException', coral(problem), {
        fieldList: [{ path: problem.path, message: problem.missing ? 'is required' : `must be ${problem.expected}` }],
      }),
    token(why) {
      const message = `The page token cannot be used: ${why}.`;
      return new ModeledFault('ValidationException', message, { fieldList: [{ path: 'nextToken', message }] });
    },
    tooLarge: (message) =>
      new ModeledFault('ValidationException', message, { fieldList: [{ path: 'input', message }] }),
  },
  sts: validation('ValidationError'),
};
