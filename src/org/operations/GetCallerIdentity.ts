import { sts } from '../sts.ts';

export default sts.operation('GetCallerIdentity', async (_input, _context, { caller }) => ({
  UserId: caller.userId,
  Account: caller.account,
  Arn: caller.arn,
}));
