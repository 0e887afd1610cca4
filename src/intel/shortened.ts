/** A text of somebody else as it may stand in a sentence. */
export const shortened = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}...` : text);
