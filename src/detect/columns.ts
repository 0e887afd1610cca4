/** A column of any text. */
export const text = (name: string) => ({ name, type: 'String' });

/** A text of which there are few different ones. */
export const word = (name: string) => ({ name, type: 'LowCardinality(String)' });
