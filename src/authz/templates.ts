import type { Item } from './items.ts';

/** A template as the service lists it. */
export const templateItem = ({ id, name, body, createdAt, updatedAt }: Item<'template'>, store: string) => ({
  policyStoreId: store,
  policyTemplateId: id,
  createdDate: createdAt,
  lastUpdatedDate: updatedAt,
  ...(body.description === undefined ? {} : { description: body.description }),
  ...(name === '' ? {} : { name }),
});
