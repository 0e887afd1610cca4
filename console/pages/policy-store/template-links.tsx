import { useSpeech } from '../../i18n/language.tsx';
import { policyStoresWords as words } from '../../i18n/policy-stores.ts';
import type { PolicyItem } from '../../policy-operations.ts';
import { AskFirst } from '../../parts/ask-first.tsx';
import { useMay } from '../../parts/may.tsx';
import { PlainTable, type PlainColumn } from '../../parts/plain-table.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { useToast } from '../../parts/toast.tsx';
import { visible } from '../../visible.ts';
import { LinkForm } from './link-form.tsx';
import { linkOf, slotsOf, written, type Link } from './links.ts';
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
  const may = useMay('yagura:ChangePolicyStore');
  const unlink = useChange(store, revision, (done) =>
    toast.show({ text: say(words.saved, { revision: done.revision }) }),
  );
  const links = items.flatMap((item) => linkOf(item) ?? []).filter((link) => link.template === template.id);
  const undo: PlainColumn<Link> = {
    head: words.actions,
    cell: ({ id }) => (
      <AskFirst
        says={say(words.unlink)}
        named={say(words.unlinkNamed, { id })}
        title={say(words.unlinkAsk)}
        act={() => unlink.mutate({ change: 'delete-policy', policyId: id })}
      >
        {say(words.unlinkMeans)}
      </AskFirst>
    ),
  };
  const columns: readonly PlainColumn<Link>[] = [
    { head: words.link, cell: ({ id }) => <span className="mono name">{visible(id)}</span> },
    { head: words.principal, cell: ({ principal }) => principal && visible(written(principal)) },
    { head: words.resource, cell: ({ resource }) => resource && visible(written(resource)) },
    ...(may ? [undo] : []),
  ];
  return (
    <section aria-label={say(words.links)} className="template-links">
      <h2>{say(words.links)}</h2>
      {unlink.error === null ? null : <Refusal error={unlink.error} />}
      {links.length === 0 ? (
        <p>{say(words.noLinks)}</p>
      ) : (
        <PlainTable name={say(words.links)} columns={columns} rows={links} keyOf={({ id }) => id} />
      )}
      {may ? (
        <LinkForm
          store={store}
          revision={revision}
          template={template.id}
          slots={slotsOf(template.text)}
          items={items}
        />
      ) : null}
    </section>
  );
}
