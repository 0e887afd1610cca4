import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { paths } from '../../console/paths.ts';
import { everyFault } from './judged-page.ts';
import { programModule } from '../platform.ts';
import { describeConsole, type Room } from './room.ts';

type Operators = typeof import('../../src/authz/engine/operators.ts');

describeConsole('Policy stores', (room) => {
  it('are made, written with live validation, asked why, compared and rolled back', async () => {
    const { page } = room;
    await room.goto(paths.policyStores());
    await page.getByRole('textbox', { name: 'Description' }).fill('Photos');
    await page.getByRole('button', { name: 'Make a policy store' }).click();
    await page.getByRole('heading', { level: 1, name: 'Photos' }).waitFor();
    await page.getByText('Nothing is in this store yet').waitFor();
    await page.getByRole('button', { name: 'Write a schema' }).click();
    await page.getByText('A schema says which types').waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved as revision 1.').waitFor();
    expect(await page.getByRole('button', { name: 'Write a schema' }).count()).toBe(0);
    await page.getByRole('button', { name: 'New policy' }).click();

    const editor = page.getByRole('textbox', { name: 'Text of New policy' });
    await write(editor, 'permit(principal, action == Action::"view", resource) when { resource.ownr == principal };');
    await page.getByRole('listitem').filter({ hasText: 'ownr' }).waitFor();
    expect(await page.getByRole('button', { name: 'Save', exact: true }).isEnabled()).toBe(false);
    await write(editor, 'permit(principal, action == Action::"view", resource) when { resource.owner == principal };');
    await page.getByText('It can be saved.').waitFor();
    await page.getByText('Press Esc and then Tab to leave the editor.').waitFor();
    await editor.press('Escape');
    await editor.press('Tab');
    expect(await editor.evaluate((element) => element.matches(':focus'))).toBe(false);
    await page.getByRole('button', { name: 'Format' }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved as revision 2.').waitFor();

    await page.getByRole('tab', { name: 'Test bench' }).click();
    const photo = { uid: { type: 'Photo', id: 'example' }, attrs: { owner: { type: 'User', id: 'bob' } }, parents: [] };
    await page.getByRole('textbox', { name: 'Entities (JSON)' }).fill(JSON.stringify([photo]));
    await page.getByRole('button', { name: 'Decide and explain' }).click();
    await page.getByText('Denied', { exact: true }).waitFor();
    await page.getByText('came near').waitFor();
    await page.getByText(/^Does not hold: /).waitFor();

    await page.getByRole('tab', { name: 'Revisions' }).click();
    await page.getByRole('button', { name: 'What changed in revision 2' }).click();
    await page.getByText('+ when { resource.owner == principal };').waitFor();
    await page.getByRole('button', { name: 'Roll back to 1' }).click();
    const dialog = page.getByRole('dialog', { name: 'Roll back to revision 1?' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Roll back to 1' }).click();
    await dialog.getByRole('button', { name: 'Roll back' }).click();
    await page.getByText('Revision 3 has the content of revision 1.').waitFor();
  });

  it('link templates to types of the schema, unlink them, and tell which policies do nothing', async () => {
    const { page, program } = room;
    const store = await makeStore(room);
    const change = (...changes: object[]) => program.call('ChangePolicyStore', { policyStoreId: store, changes });
    const all = 'permit (principal, action, resource);';
    await change(
      { change: 'put-schema', schema },
      {
        change: 'put-template',
        policyTemplateId: 'share',
        statement: 'permit (principal == ?principal, action, resource == ?resource);',
      },
    );
    await room.goto(paths.policyStore(store, { item: 'template:share' }));
    await page.getByText('Nothing fills this template yet').waitFor();
    await page.getByRole('combobox', { name: 'Type of Principal' }).click();
    await page.getByRole('option', { name: 'Shop::User' }).click();
    await page.getByRole('textbox', { name: 'Id of Principal' }).fill('alice');
    await page.getByRole('combobox', { name: 'Type of Resource' }).fill('Shop::Photo');
    await page.getByRole('textbox', { name: 'Id of Resource' }).fill('"beach"');
    await page.getByRole('button', { name: 'Link', exact: true }).click();
    await page.getByText('Linked as revision 2.').waitFor();
    await page.getByRole('table', { name: 'Links of this template' }).getByText('Shop::Photo::"\\"beach\\""').waitFor();

    await change(
      { change: 'put-policy', policyId: 'all', statement: all },
      { change: 'put-policy', policyId: 'twice', statement: all },
    );
    await page.reload();
    await page.getByText('2 policies do nothing').waitFor();
    await page.getByText('twice is fulfilled by just the requests that fulfil all. One of them is enough.').waitFor();
    expect(await everyFault(page)).toEqual([]);
    await page.getByRole('button', { name: /^Unlink / }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Unlink', exact: true }).click();
    await page.getByText('Nothing fills this template yet').waitFor();
    await page.getByText('One policy does nothing').waitFor();
  });

  it('say above everything when two engines decided differently, in both languages, until one switches back', async () => {
    const { page, program } = room;
    const store = await makeStore(room);
    const { binaryOperators } = await programModule<Operators>('authz/engine/operators');
    const { contains } = binaryOperators;
    Object.assign(binaryOperators, { contains: () => true }); // an engine that is wrong, in a store compiled now
    try {
      const statement = 'permit (principal, action, resource) when { ["bob"].contains("alice") };';
      const put = { change: 'put-policy', policyId: 'few', statement };
      await program.call('ChangePolicyStore', { policyStoreId: store, changes: [put] });
      await program.call('SetPolicyStoreSettings', { policyStoreId: store, compareShare: 1 });
      await permissions(page, 'IsAuthorized', { policyStoreId: store, ...question });
      await expect
        .poll(async () => JSON.stringify(await program.call('GetPolicyStoreSettings', { policyStoreId: store })))
        .toContain('"engine":"cedar"');
    } finally {
      Object.assign(binaryOperators, { contains });
    }
    await room.goto(paths.policyStore(store));
    await page.getByText('Two engines decided differently').waitFor();
    await page.getByText(/Yagura’s engine decided Allowed \(few\) where Cedar’s own decides Denied/).waitFor();
    expect(await everyFault(page)).toEqual([]);
    await page.getByRole('button', { name: '日本語' }).click();
    await page.getByText('2 つのエンジンの判定が食い違いました').waitFor();
    await page.getByRole('button', { name: '高速なエンジンに戻す' }).click();
    await page.getByText('Yagura のエンジンによる判定に戻しました。').waitFor();
    await page.getByText('2 つのエンジンの判定が食い違いました').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'English' }).click();
  });

  it('keep a log of decisions, and try a draft in the shadow', async () => {
    const { page, program } = room;
    const store = await makeStore(room);
    const everything = { change: 'put-policy', statement: 'permit (principal, action, resource);' };
    await program.call('ChangePolicyStore', { policyStoreId: store, changes: [everything] });
    await room.goto(paths.policyStore(store, { tab: 'decisions' }));
    await page.getByRole('button', { name: 'Log every decision' }).click();
    await page.getByRole('button', { name: 'Stop logging' }).click();
    await page.getByRole('dialog').getByText('What is in the log stays.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await room.goto(paths.policyStore(store));
    await write(page.getByRole('textbox', { name: /Text of/ }), 'forbid (principal, action, resource);');
    await page.getByText('It can be saved.').waitFor();
    await page.getByRole('button', { name: 'Try in the shadow' }).click();
    await page.getByText('The draft is tried on live requests.').waitFor();
    await permissions(page, 'IsAuthorized', { policyStoreId: store, ...question });
    await room.goto(paths.policyStore(store, { tab: 'shadow' }));
    await page.getByText('Asked once since').waitFor();
    await page.getByRole('table').getByText('User::"alice"').waitFor();
    await page.getByRole('button', { name: 'End the shadow run' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Asked once since').waitFor();
    await page.getByRole('button', { name: 'End the shadow run' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End the shadow run' }).click();
    await page.getByText('No draft is tried.').waitFor();
  });

  it('show who may only look at them everything, and no button that would be refused', async () => {
    const { program } = room;
    const store = await makeStore(room);
    const change = (...changes: object[]) => program.call('ChangePolicyStore', { policyStoreId: store, changes });
    const template = 'permit (principal == ?principal, action, resource == ?resource);';
    await change({ change: 'put-template', policyTemplateId: 'share', statement: template });
    const alice = { entityType: 'User', entityId: 'alice' };
    await change({ change: 'link-policy', policyTemplateId: 'share', principal: alice, resource: alice });
    const { page, complaints } = await room.tabOf('olga', 'auditor');
    const buttons = async (path: string, ready: string): Promise<string[]> => {
      await page.goto(`${program.url}${path}`);
      await page.getByText('You may look at everything here').waitFor();
      await page.getByText(ready).first().waitFor();
      return page.locator('main').getByRole('button').allInnerTexts();
    };
    const refused = /Make|New policy|Save|Delete|^Link$|Unlink|shadow|Roll back|Log every|Stop/;
    for (const [path, ready] of [
      [paths.policyStores(), store],
      [paths.policyStore(store, { item: 'template:share' }), 'Nothing is wrong with it.'],
      [paths.policyStore(store, { tab: 'revisions' }), 'What changed'],
      [paths.policyStore(store, { tab: 'decisions' }), 'No decision is in the log'],
      [paths.policyStore(store, { tab: 'test' }), 'Decide and explain'],
    ] as const)
      expect((await buttons(path, ready)).filter((button) => refused.test(button))).toEqual([]);
    await page.getByRole('button', { name: 'Decide and explain' }).click();
    await page.getByText('Denied', { exact: true }).waitFor();
    await page.goto(`${program.url}${paths.people()}`);
    await page.getByRole('cell', { name: 'Auditor', exact: true }).waitFor();
    expect(await page.getByRole('button', { name: /^(Add|Make|Disable|Revoke|New sign-in link)/ }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

const schema = JSON.stringify({
  Shop: {
    entityTypes: { User: {}, Photo: {} },
    actions: { view: { appliesTo: { principalTypes: ['User'], resourceTypes: ['Photo'] } } },
  },
});

/** An empty policy store; the page stands on the list of stores. */
async function makeStore(room: Room): Promise<string> {
  await room.goto(paths.policyStores());
  const made = await permissions(room.page, 'CreatePolicyStore', { validationSettings: { mode: 'OFF' } });
  return z.object({ policyStoreId: z.string() }).parse(made).policyStoreId;
}

const question = {
  principal: { entityType: 'User', entityId: 'alice' },
  action: { actionType: 'Action', actionId: 'view' },
  resource: { entityType: 'Photo', entityId: 'beach' },
};

/** Writes over all that is in the editor. */
async function write(editor: Locator, text: string): Promise<void> {
  await editor.press('Escape'); // closes what is proposed
  await editor.press('Control+a');
  await editor.page().keyboard.insertText(text);
}

/** Calls Verified Permissions as whoever is signed in on the page. */
const permissions = (page: Page, operation: string, input: object): Promise<unknown> =>
  page.evaluate(
    async ({ path, body }) => {
      const headers = { 'Content-Type': 'application/json' };
      const answer: unknown = await (await fetch(path, { method: 'POST', headers, body })).json();
      return answer;
    },
    { path: `/call/verifiedpermissions/${operation}`, body: JSON.stringify(input) },
  );
