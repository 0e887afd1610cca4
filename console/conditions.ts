import { kept, type Address } from './address.ts';

export const operators = ['=', '!=', ':', '!:', '>=', '<='] as const;
export type Operator = (typeof operators)[number];

/** One restriction: any of the values, none of them, holding one, holding none, at least, at most. */
export interface ConditionOn<Property extends string> {
  property: Property;
  operator: Operator;
  values: string[];
}

/** How an operator is written at the end of a name in the address: `account!=...` reads as the name `account!`. */
const endings: Readonly<Record<string, Operator>> = {
  '': '=',
  '!': '!=',
  ':': ':',
  '!:': '!:',
  '>': '>=',
  '<': '<=',
};

/** "Is" and "is not" take several values, of which any will do. */
export const isAlternative = (operator: string): boolean => operator === '=' || operator === '!=';

/** How conditions on these properties stand in an address. The property `text` is only ever held. */
export function conditionsIn<Property extends string>(properties: readonly Property[]) {
  const parse = (name: string): { property: Property; operator: Operator } | undefined => {
    const word = /^[a-zA-Z]+/.exec(name)?.[0] ?? '';
    const property = properties.find((one) => one === word);
    const operator = endings[name.slice(word.length)];
    return property === undefined || operator === undefined ? undefined : { property, operator };
  };
  const nameOf = (property: Property, operator: Operator): string => `${property}${endingOf(property, operator)}`;
  return {
    isCondition: (name: string): boolean => parse(name) !== undefined,
    nameOf,
    /** What the address asks. Values that are given for "is" are alternatives; each of the others holds by itself. */
    conditionsOf: (search: Address): ConditionOn<Property>[] =>
      Object.entries(search).flatMap(([name, values]) => {
        const asked = parse(name);
        return asked === undefined ? [] : spread(asked, values);
      }),
    /** The part of an address that asks for conditions. */
    searchOf: (conditions: readonly ConditionOn<Property>[]): Address => {
      const search: Record<string, string[]> = {};
      for (const { property, operator, values } of conditions) {
        const name = nameOf(property, operator);
        search[name] = [...(search[name] ?? []), ...values];
      }
      return search;
    },
    /** Everything of an address but its conditions. */
    withoutConditions: (search: Address): Address => kept(search, (name) => parse(name) === undefined),
  };
}

function endingOf(property: string, operator: Operator): string {
  if (property === 'text') return operator.startsWith('!') ? '!' : '';
  return Object.entries(endings).find(([, value]) => value === operator)?.[0] ?? '';
}

function spread<Property extends string>(
  { property, operator }: { property: Property; operator: Operator },
  values: readonly string[],
): ConditionOn<Property>[] {
  if (property === 'text') {
    const held = operator.startsWith('!') ? '!:' : ':';
    return values.map((value) => ({ property, operator: held, values: [value] }));
  }
  if (isAlternative(operator)) return [{ property, operator, values: [...values] }];
  return values.map((value) => ({ property, operator, values: [value] }));
}
