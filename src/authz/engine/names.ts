const word = '[_a-zA-Z][_a-zA-Z0-9]*';
const name = new RegExp(`^${word}(?:::${word})*$`);
const reserved = /(?:^|::)(?:true|false|if|then|else|in|is|like|has|__cedar)(?:::|$)/;

/** Whether a text can be the name of a type in Cedar: words joined by `::`, none of them reserved. */
export const isTypeName = (text: string): boolean => name.test(text) && !reserved.test(text);

/** Whether a type is that of actions, in any namespace. */
export const isActionType = (type: string): boolean => type === 'Action' || type.endsWith('::Action');
