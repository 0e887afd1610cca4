import { hostile } from '../addresses.ts';
import { command } from '../agents.ts';
import { accessKeyId } from '../aws-names.ts';
import { iamUser, type User } from '../caller.ts';
import { accounts } from '../company.ts';
import { Random } from '../random.ts';
import type { CallerOf, Scene } from '../scene.ts';
import { longLivedKey, users } from '../users.ts';

/** The user that the attacker makes. */
export const intruder: User = { account: accounts.production.id, name: 'backup-operator' };

/** The key that the attacker makes for that user. */
export const intruderKey = ({ stage }: Scene): string =>
  accessKeyId('AKIA', intruder.account, new Random(`${stage.plan.seed}/intruder's key`));

/** The attacker with the leaked key of the invoice user. */
export const asStolenUser =
  (scene: Scene): CallerOf =>
  (call) => {
    const key = longLivedKey(scene.stage.plan.seed, users.invoiceSync);
    return iamUser(users.invoiceSync, key, { address: hostile.leakedKey, agent: kali(call) });
  };

/** The attacker as the user that they made themselves, from a second address. */
export const asIntruder =
  (scene: Scene): CallerOf =>
  (call) =>
    iamUser(intruder, intruderKey(scene), { address: hostile.leakedKeySecond, agent: kali(call) });

/** The user agent of the command line on Kali Linux, a system made for attacks. */
const kali = (call: string): string =>
  `aws-cli/2.23.6 md/awscrt#0.23.8 ua/2.0 os/linux#6.16.8+kali-amd64 md/arch#x86_64 lang/python#3.13.7 ` +
  `md/pyimpl#CPython md/distrib#kali.2026 md/prompt#off md/command#${command(call)}`;
