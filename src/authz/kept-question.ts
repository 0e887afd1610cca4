import { z } from 'zod';
import { Entities, type Entity } from './engine/entities.ts';
import { parseJsonText } from './engine/json-text.ts';
import { PolicySet, type DecisionRequest, type Uid } from './engine/policy-set.ts';
import type { CedarRequest } from './engine/request.ts';
import { CedarRecord, CedarSet, isLong, type Value } from './engine/values.ts';
import { valueJson } from './engine/write-value.ts';

/** A question in Cedar's JSON form, entities and extension values written in full and whole numbers exact. */
export interface KeptQuestion {
  readonly text: string;
  /** Whether something was left out by a rule. */
  readonly redacted: boolean;
  /** Whether it holds whole numbers that `JSON.parse` would not read exactly. */
  readonly large: boolean;
}

/** What is left out of questions that are kept: names, one inside the other, by the owner that rules begin with. */
export type Redaction = ReadonlyMap<string, Hidden>;
interface Hidden {
  whole: boolean;
  readonly inner: Map<string, Hidden>;
}

export const noRedaction: Redaction = new Map();

/** Rules such as `context.token.email`, `User.email`, `*.email`. */
export function redactionOf(rules: readonly string[]): Redaction {
  const root: Hidden = { whole: false, inner: new Map() };
  for (const rule of rules) {
    let at = root;
    for (const name of rule.split('.')) {
      const next = at.inner.get(name) ?? { whole: false, inner: new Map<string, Hidden>() };
      at.inner.set(name, next);
      at = next;
    }
    at.whole = true;
  }
  return root.inner;
}

/** Writes a question down. */
export function keepQuestion(request: CedarRequest, redaction: Redaction): KeptQuestion {
  const writer = new QuestionWriter(redaction);
  const text = writer.question(request);
  return { text, redacted: writer.redacted, large: writer.large };
}

const none: readonly Hidden[] = [];

class QuestionWriter {
  redacted = false;
  large = false;
  private readonly redaction: Redaction;

  constructor(redaction: Redaction) {
    this.redaction = redaction;
  }

  question({ principal, action, resource, context, entities }: CedarRequest): string {
    const known = [...entities].map((entity) => this.entity(entity));
    return `{"principal":${uidText(principal)},"action":${uidText(action)},"resource":${uidText(resource)},"context":${this.value(context, this.hiddenOf('context'))},"entities":[${known.join()}]}`;
  }

  private entity({ uid, attributes, parents, tags }: Entity): string {
    const hidden = [...this.hiddenOf(uid.type), ...this.hiddenOf('*')];
    return `{"uid":${uidText(uid)},"attrs":${this.value(attributes, hidden)},"parents":[${parents.map(uidText).join()}],"tags":${this.value(tags, hidden)}}`;
  }

  private hiddenOf(owner: string): readonly Hidden[] {
    const found = this.redaction.get(owner);
    return found === undefined ? none : [found];
  }

  private value(value: Value, hidden: readonly Hidden[]): string {
    if (hidden.some(({ whole }) => whole)) {
      this.redacted = true;
      return '"(redacted)"';
    }
    if (value instanceof CedarRecord) return this.record(value, hidden);
    if (value instanceof CedarSet) return `[${value.items.map((item) => this.value(item, hidden)).join()}]`;
    if (isLong(value)) {
      if (typeof value === 'bigint') this.large = true;
      return String(value);
    }
    return JSON.stringify(valueJson(value));
  }

  private record({ fields }: CedarRecord, hidden: readonly Hidden[]): string {
    const written = [...fields].map(([name, field]) => {
      const inner = hidden.length === 0 ? none : hidden.flatMap(({ inner: names }) => names.get(name) ?? []);
      return `${JSON.stringify(name)}:${this.value(field, inner)}`;
    });
    return `{${written.join()}}`;
  }
}

const uidText = ({ type, id }: Uid): string => `{"type":${JSON.stringify(type)},"id":${JSON.stringify(id)}}`;

const Name = z.object({ type: z.string(), id: z.string() });
const Kept = z.object({
  principal: Name,
  action: Name,
  resource: Name,
  context: z.unknown(),
  entities: z.array(z.unknown()),
});

/** Reads without a schema, as it was written: what was decided by was read by the schema of its time. */
const reader = new PolicySet([], undefined);

/** A question that was kept, to ask a set of policies. Throws `BadInput`. */
export function readKeptQuestion(text: string, set: PolicySet): DecisionRequest {
  const { principal, action, resource, context, entities } = Kept.parse(parseJsonText(text));
  return {
    principal,
    action,
    resource,
    context: reader.readRecord(context),
    entities: set.known([...reader.loadUnknown(entities)]),
  };
}

/** The same question for another set of policies, whose schema may group actions otherwise. */
export const askedOfOther = (request: DecisionRequest, from: PolicySet, to: PolicySet): DecisionRequest =>
  from.schema?.text === to.schema?.text || !(request.entities instanceof Entities)
    ? request
    : { ...request, entities: to.known([...request.entities]) };
