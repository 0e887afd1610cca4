import './policy-store/policy-store.css';
import Button from '@cloudscape-design/components/button';
import Input from '@cloudscape-design/components/input';
import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { callPermissions } from '../call.ts';
import { useSpeech } from '../i18n/language.tsx';
import { policyStoresWords as words } from '../i18n/policy-stores.ts';
import { Moment, useFigures } from '../parts/figures.tsx';
import { Go, useGo } from '../parts/go.tsx';
import { useMay } from '../parts/may.tsx';
import { PlainTable, type PlainColumn } from '../parts/plain-table.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { Empty } from '../parts/states.tsx';
import { Title } from '../parts/title.tsx';
import type { PolicyStoreLine } from '../policy-operations.ts';
import { paths } from '../paths.ts';
import { queries, queryClient } from '../queries.ts';
import { visible } from '../visible.ts';

/** The policy stores of this account. */
export function PolicyStoresPage() {
  const { say } = useSpeech();
  const { count } = useFigures();
  const may = useMay('verifiedpermissions:CreatePolicyStore');
  const { data } = useSuspenseQuery(queries.policyStores);
  return (
    <>
      <Title
        help={say(words.help)}
        counter={count(data.length)}
        {...(may ? { actions: <MakeStore /> } : { note: <p>{say(words.onlyLook)}</p> })}
      >
        {say(words.title)}
      </Title>
      {data.length === 0 ? (
        <Empty title={say(words.empty)} help={say(words.emptyHelp)} />
      ) : (
        <PlainTable
          name={say(words.title)}
          columns={columns}
          rows={data}
          keyOf={({ policyStoreId }) => policyStoreId}
        />
      )}
    </>
  );
}

const columns: readonly PlainColumn<PolicyStoreLine>[] = [
  {
    head: words.description,
    cell: ({ policyStoreId, description }) => (
      <Go to={paths.policyStore(policyStoreId)}>{visible(description || policyStoreId)}</Go>
    ),
  },
  { head: words.id, cell: ({ policyStoreId }) => <span className="mono">{policyStoreId}</span> },
  { head: words.made, time: true, cell: ({ createdDate }) => <Moment at={createdDate} /> },
];

function MakeStore() {
  const { say } = useSpeech();
  const go = useGo();
  const [description, setDescription] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: () =>
      callPermissions('CreatePolicyStore', {
        validationSettings: { mode: 'OFF' },
        ...(description === '' ? {} : { description }),
      }),
    onSuccess: async ({ policyStoreId }) => {
      await queryClient.invalidateQueries(queries.policyStores);
      go(paths.policyStore(policyStoreId));
    },
  });
  return (
    <div className="make-store">
      <Input
        ariaLabel={say(words.description)}
        placeholder={say(words.description)}
        value={description}
        onChange={({ detail }) => setDescription(detail.value)}
      />
      <Button variant="primary" loading={isPending} onClick={() => mutate()}>
        {say(words.make)}
      </Button>
      {error === null ? null : <Refusal error={error} />}
    </div>
  );
}
