import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import type { Condition } from '../../operations.ts';
import { isAlternative, properties } from '../findings-search.ts';

/** A condition as the filter shows it. */
export function tokenOf({ property, operator, values }: Condition): PropertyFilterProps.Token {
  if (property === 'text') return { operator, value: values[0] ?? '' };
  return { propertyKey: property, operator, value: isAlternative(operator) ? values : values[0] };
}

/** What was entered into the filter, as a condition; nothing for what is no condition. */
export function conditionOf({ propertyKey, operator, value }: PropertyFilterProps.Token): Condition[] {
  const property = propertyKey === undefined ? 'text' : properties.find((one) => one === propertyKey);
  const known = operators.find((one) => one === operator);
  const values = [value].flat().filter((one): one is string => typeof one === 'string' && one !== '');
  return property === undefined || known === undefined || values.length === 0
    ? []
    : [{ property, operator: known, values }];
}

const operators = ['=', '!=', ':', '!:', '>=', '<='] as const satisfies readonly Condition['operator'][];
