/** A type of a schema, with every name resolved. */
export type CedarType =
  | { readonly kind: 'bool' }
  | { readonly kind: 'long' }
  | { readonly kind: 'string' }
  | { readonly kind: 'extension'; readonly name: string }
  | { readonly kind: 'entity'; readonly name: string }
  | { readonly kind: 'set'; readonly element: CedarType }
  | RecordType;

export interface RecordType {
  readonly kind: 'record';
  readonly attributes: ReadonlyMap<string, Attribute>;
  /** How many of them must be there. */
  readonly required: number;
}

export interface Attribute {
  readonly type: CedarType;
  readonly required: boolean;
}

/** What a schema says of a type of entity. */
export interface EntityType {
  readonly attributes: RecordType;
  /** The type of every tag; undefined where the type takes no tags. */
  readonly tags: CedarType | undefined;
  /** The types that its ancestors may have, at any distance. */
  readonly ancestors: ReadonlySet<string>;
  /** The only ids, where the type is an enumeration. */
  readonly ids: ReadonlySet<string> | undefined;
}

/** What a schema says of an action. */
export interface ActionType {
  readonly type: string;
  readonly id: string;
  /** The groups that it is in directly. */
  readonly parents: readonly { readonly type: string; readonly id: string }[];
  readonly principals: readonly string[];
  readonly resources: readonly string[];
  readonly context: RecordType;
}

export const recordType = (attributes: ReadonlyMap<string, Attribute>): RecordType => ({
  kind: 'record',
  attributes,
  required: [...attributes.values()].filter(({ required }) => required).length,
});

export const emptyRecordType = recordType(new Map());

/** A schema, with every name resolved. */
export class Schema {
  /** As Cedar's own library takes it. */
  readonly text: string;
  readonly entityTypes: ReadonlyMap<string, EntityType>;
  readonly actions: readonly ActionType[];
  private readonly byType = new Map<string, Map<string, ActionType>>();

  constructor(text: string, entityTypes: ReadonlyMap<string, EntityType>, actions: readonly ActionType[]) {
    this.text = text;
    this.entityTypes = entityTypes;
    this.actions = actions;
    for (const action of actions) {
      const ofType = this.byType.get(action.type) ?? new Map<string, ActionType>();
      this.byType.set(action.type, ofType.set(action.id, action));
    }
  }

  action(type: string, id: string): ActionType | undefined {
    return this.byType.get(type)?.get(id);
  }
}
