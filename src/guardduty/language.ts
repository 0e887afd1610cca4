import type { Call } from '#aws';
import type { Language } from '#kernel';

/** In which language a caller is answered: that of their key, or else the one that the program was configured with. */
export const languageOf = ({ caller }: Call, { language }: { readonly language: Language }): Language =>
  caller.language ?? language;
