import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSpeech } from '../../i18n/language.tsx';
import { policyStoresWords as words } from '../../i18n/policy-stores.ts';
import { AskFirst } from '../../parts/ask-first.tsx';
import { useGo } from '../../parts/go.tsx';
import { IfMay } from '../../parts/may.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { useToast } from '../../parts/toast.tsx';
import { paths } from '../../paths.ts';
import { visible } from '../../visible.ts';
import { written, type Link } from './links.ts';
import { useChange } from './use-change.ts';

/** A policy that fills a template: with what, and the button that takes it away. */
export function LinkFacts({ store, revision, link }: { store: string; revision: number; link: Link }) {
  const { say } = useSpeech();
  const go = useGo();
  const toast = useToast();
  const { id, template, principal, resource } = link;
  const { mutate, error, isPending } = useChange(store, revision, (done) => {
    toast.show({ text: say(words.saved, { revision: done.revision }) });
    go(paths.policyStore(store, { item: `template:${template}` }), true);
  });
  return (
    <section className="policy-draft">
      <p>{say(words.linkHelp, { template })}</p>
      <dl className="facts">
        {principal === undefined ? null : <Filled name={say(words.principal)}>{written(principal)}</Filled>}
        {resource === undefined ? null : <Filled name={say(words.resource)}>{written(resource)}</Filled>}
      </dl>
      {error === null ? null : <Refusal error={error} />}
      <SpaceBetween direction="horizontal" size="xs">
        <Button onClick={() => go(paths.policyStore(store, { item: `template:${template}` }))}>
          {say(words.showTemplate)}
        </Button>
        <IfMay action="yagura:ChangePolicyStore">
          <AskFirst
            says={say(words.unlink)}
            title={say(words.unlinkAsk)}
            act={() => mutate({ change: 'delete-policy', policyId: id })}
            isPending={isPending}
          >
            {say(words.unlinkMeans)}
          </AskFirst>
        </IfMay>
      </SpaceBetween>
    </section>
  );
}

function Filled({ name, children }: { name: string; children: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="mono name">{visible(children)}</dd>
    </>
  );
}
