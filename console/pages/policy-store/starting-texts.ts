/** What a new policy begins with: a name, for else it is called by an id that nobody chose; and what it may say. */
export const startingPolicy =
  '@id("owners")\npermit (principal, action, resource)\nwhen { resource.owner == principal };\n';

const schema = {
  '': {
    entityTypes: {
      Team: {},
      User: { memberOfTypes: ['Team'] },
      Photo: {
        shape: {
          type: 'Record',
          attributes: {
            owner: { type: 'Entity', name: 'User' },
            private: { type: 'Boolean', required: false },
          },
        },
      },
    },
    actions: {
      view: { appliesTo: { principalTypes: ['User'], resourceTypes: ['Photo'] } },
      share: { appliesTo: { principalTypes: ['User'], resourceTypes: ['Photo'] } },
    },
  },
};

/** What the first schema of a store begins with: an application in which people share photos. */
export const startingSchema = `${JSON.stringify(schema, undefined, 2)}\n`;
