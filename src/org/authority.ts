import { localAccount, type Caller, type Decision, type Request, type Role } from '#aws';
import type { Decider } from '#authz';
import { Fault, whenThere, type Soon } from '#kernel';
import { actionOf, groupsOf } from './action-groups.ts';
import { callerOfPerson } from './callers.ts';
import type { Person } from './people.ts';
import type { Policies, PoliciesInForce } from './policies.ts';
import { questionOf, type Wish } from './question.ts';
import { RememberedDecisions } from './remembered-decisions.ts';
import { roles } from './roles.ts';

/** Decides what callers may do, by the policies in force. */
export class Authority {
  readonly #policies: Policies;
  readonly #remembered = new RememberedDecisions();

  constructor(policies: Policies) {
    this.#policies = policies;
  }

  /**
   * The front's question. What AWS has no operation for tells of everything that Yagura watches, unless it is about
   * the caller alone.
   */
  authorise({ caller, action, account, context }: Request): Soon<Decision> {
    return this.decide({ caller, action, on: scopeOf(action, account), context });
  }

  decide(wish: Wish): Soon<Decision> {
    return whenThere(this.#policies.inForce(), (policies) =>
      this.#remembered.recall(wish, policies, () => decided(wish, policies)),
    );
  }

  /** What somebody may do: every action, by name. */
  async allowedTo(caller: Wish['caller'], context: Request['context']): Promise<string[]> {
    const { decider } = await this.#policies.inForce();
    return this.#actions().filter(
      (action) => decider.decide(questionOf({ caller, action, on: scopeOf(action, caller.account), context })).allowed,
    );
  }

  /** Which of these people, and people in which roles, may take an action. Throws `NotFound` for one that there is not. */
  async permitted(action: string, people: readonly Person[], context: Request['context']): Promise<Permitted> {
    if (!this.#actions().includes(action))
      throw new Fault('NotFound', {
        en: `There is no operation ${action}. bin/yagura policies what-can PERSON lists those there are.`,
        ja: `操作 ${action} はありません。一覧は bin/yagura policies what-can 人 で見られます。`,
      });
    const { decider } = await this.#policies.inForce();
    const may = (caller: Wish['caller']): boolean =>
      decider.decide(questionOf({ caller, action, on: scopeOf(action, caller.account), context })).allowed;
    return {
      people: people.filter((person) => !person.disabled && may(callerOfPerson(person))).map(({ name }) => name),
      roles: roles.filter((role) => may(inRole({ account: localAccount }, role))),
    };
  }

  #actions(): string[] {
    return this.#policies.operations.map(actionOf).toSorted();
  }
}

interface Permitted {
  people: string[];
  roles: Role[];
}

/** What an operation of a service touches: an account's part of it, or, of Yagura's own service, everything. */
export const scopeOf = (action: string, account: string): Wish['on'] =>
  isAboutEverything(action) ? 'everything' : { account };

function isAboutEverything(action: string): boolean {
  if (!action.startsWith('yagura:')) return false;
  const [service = '', name = ''] = action.split(':');
  return !groupsOf({ service, name }).includes('session') && !keepsToAccount.has(name);
}

/**
 * Operations of Yagura's own service that tell a member of its account alone.
 * INVARIANT: each of them restricts what it answers by its caller (`withinOwn`, `findingSeen` in findings).
 */
const keepsToAccount: ReadonlySet<string> = new Set([
  'CountFindings',
  'GetFinding',
  'GetFindingPlace',
  'GetFindingRanks',
  'ListFindings',
  'ListHistory',
  'ListOccurrences',
]);

function decided(wish: Wish, { decider }: PoliciesInForce): Decision {
  const { allowed, reasons, errors } = decider.decide(questionOf(wish));
  if (allowed) return { allowed };
  const broken = errors.length === 0 ? '' : ` (${errors.join('; ')})`;
  const why = reasons.length > 0 ? `the policy ${reasons.join(', ')} forbids it` : notPermitted(wish, decider);
  return { allowed, reason: why + broken };
}

function notPermitted(wish: Wish, decider: Decider): string {
  const permitted = roles.filter(
    (role) => decider.decide(questionOf({ ...wish, caller: inRole(wish.caller, role) })).allowed,
  );
  const others = permitted.length === 0 ? 'nobody' : permitted.join(', ');
  return `no policy permits it to ${wish.caller.name} in the role ${wish.caller.role} (it is permitted to: ${others})`;
}

/** Somebody like the caller in another role. */
const inRole = ({ account }: Pick<Caller, 'account'>, role: Role): Wish['caller'] =>
  callerOfPerson({ name: `somebody-${role}`, role, account });
