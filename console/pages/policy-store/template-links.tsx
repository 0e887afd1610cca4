import Button from '@cloudscape-design/components/button';
import { useSpeech } from '../../i18n/language.tsx';
import { policyStoresWords as words } from '../../i18n/policy-stores.ts';
import type { PolicyItem } from '../../policy-operations.ts';
import { PlainTable } from '../../parts/plain-table.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { useToast } from '../../parts/toast.tsx';
import { visible } from '../../visible.ts';
import { LinkForm } from './link-form.tsx';
import { linkOf, slotsOf, written } from './links.ts';
import { useChange } from './use-change.ts';

interface TemplateLinksProps {
  readonly store: string;
  readonly revision: number;
  readonly template: PolicyItem;
  readonly items: readonly PolicyItem[];
}

/** The policies that fill a template: each can be unlinked, and another be linked. */
export function TemplateLinks({ store, revision, template, items }: TemplateLinksProps) {
  const { say } = useSpeech();
  const toast = useToast();
  const unlink = useChange(store, revision, (done) =>
    toast.show({ text: say(words.saved, { revision: done.revision }) }),
  );
  const links = items.flatMap((item) => linkOf(item) ?? []).filter((link) => link.template === template.id);
  const rows = links.map(({ id, principal, resource }) => ({
    key: id,
    cells: [
      <span className="mono name">{visible(id)}</span>,
      principal === undefined ? null : visible(written(principal)),
      resource === undefined ? null : visible(written(resource)),
      <Button
        ariaLabel={say(words.unlinkNamed, { id })}
        onClick={() => unlink.mutate({ change: 'delete-policy', policyId: id })}
      >
        {say(words.unlink)}
      </Button>,
    ],
  }));
  return (
    <section aria-label={say(words.links)} className="template-links">
      <h3>{say(words.links)}</h3>
      {unlink.error === null ? null : <Refusal error={unlink.error} />}
      {rows.length === 0 ? (
        <p>{say(words.noLinks)}</p>
      ) : (
        <PlainTable
          name={say(words.links)}
          heads={[words.link, words.principal, words.resource, words.unlink]}
          rows={rows}
        />
      )}
      <LinkForm store={store} revision={revision} template={template.id} slots={slotsOf(template.text)} items={items} />
    </section>
  );
}
