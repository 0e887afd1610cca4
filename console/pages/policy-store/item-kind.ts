import type { PolicyItem } from '../../policy-operations.ts';

export type ItemKind = 'policy' | 'link' | 'template' | 'schema';

/** A policy that fills a template is shown as JSON. */
export function kindOf({ kind, text }: PolicyItem): ItemKind {
  if (kind === 'policy') return text.startsWith('{') ? 'link' : 'policy';
  return kind === 'schema' ? 'schema' : 'template';
}
