import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import { isAlternative, operators, type ConditionOn } from '../conditions.ts';
import { visible } from '../visible.ts';

/** A condition as the filter shows it. */
export function tokenOf<Property extends string>(condition: ConditionOn<Property>): PropertyFilterProps.Token {
  const { property, operator, values } = condition;
  if (property === 'text') return { operator, value: values[0] ?? '' };
  return { propertyKey: property, operator, value: isAlternative(operator) ? values : values[0] };
}

/** What was entered into the filter, as a condition on one of these properties; nothing for what is none. */
export function conditionOf<Property extends string>(
  { propertyKey = 'text', operator, value }: PropertyFilterProps.Token,
  properties: readonly Property[],
): ConditionOn<Property>[] {
  const property = properties.find((one) => one === propertyKey);
  const known = operators.find((one) => one === operator);
  const values = [value].flat().filter((one): one is string => typeof one === 'string' && one !== '');
  return property === undefined || known === undefined || values.length === 0
    ? []
    : [{ property, operator: known, values }];
}

/** Values as a filter shows them: they come out of logs, and out of addresses that somebody sent. */
export const shownValue = (value: unknown): string =>
  [value]
    .flat()
    .map((one) => visible(String(one), 200))
    .join(', ');
