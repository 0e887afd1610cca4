import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { paths } from '../../console/paths.ts';
import { describeConsole } from './room.ts';

const schema = JSON.stringify({
  '': {
    entityTypes: {
      User: {},
      Photo: { shape: { type: 'Record', attributes: { owner: { type: 'Entity', name: 'User' } } } },
    },
    actions: { view: { appliesTo: { principalTypes: ['User'], resourceTypes: ['Photo'] } } },
  },
});

describeConsole('Policy stores', (room) => {
  it('are made, written with live validation, asked why, compared and rolled back', async () => {
    const { page } = room;
    await room.goto(paths.policyStores());
    await page.getByRole('textbox', { name: 'Description' }).fill('Photos');
    await page.getByRole('button', { name: 'Make a policy store' }).click();
    await page.getByText('Nothing is in this store yet').waitFor();
    const id = decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) ?? '');
    await room.program.call('ChangePolicyStore', { policyStoreId: id, changes: [{ change: 'put-schema', schema }] });
    await room.goto(paths.policyStore(id, { item: 'new' }));

    const editor = page.getByRole('textbox', { name: 'Text of New policy' });
    await write(editor, 'permit(principal, action == Action::"view", resource) when { resource.ownr == principal };');
    await page.getByRole('listitem').filter({ hasText: 'ownr' }).waitFor();
    expect(await page.getByRole('button', { name: 'Save', exact: true }).isEnabled()).toBe(false);
    await write(editor, 'permit(principal, action == Action::"view", resource) when { resource.owner == principal };');
    await page.getByText('It can be saved.').waitFor();
    await page.getByRole('button', { name: 'Format' }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved as revision 2.').waitFor();

    await page.getByRole('tab', { name: 'Test bench' }).click();
    const photo = { uid: { type: 'Photo', id: 'beach' }, attrs: { owner: { type: 'User', id: 'bob' } }, parents: [] };
    await page.getByRole('textbox', { name: 'Entities (JSON)' }).fill(JSON.stringify([photo]));
    await page.getByRole('button', { name: 'Decide and explain' }).click();
    await page.getByText('Denied', { exact: true }).waitFor();
    await page.getByText('came near').waitFor();

    await page.getByRole('tab', { name: 'Revisions' }).click();
    await page.getByRole('button', { name: 'What changed in revision 2' }).click();
    await page.getByText('+ when { resource.owner == principal };').waitFor();
    await page.getByRole('button', { name: 'Roll back to 1' }).click();
    await page.getByText('Revision 3 has the content of revision 1.').waitFor();
  });

  it('keep a log of decisions, and try a draft in the shadow', async () => {
    const { page, program } = room;
    await room.goto(paths.policyStores());
    const made = await permissions(page, 'CreatePolicyStore', { validationSettings: { mode: 'OFF' } });
    const { policyStoreId: store } = z.object({ policyStoreId: z.string() }).parse(made);
    const everything = { change: 'put-policy', statement: 'permit (principal, action, resource);' };
    await program.call('ChangePolicyStore', { policyStoreId: store, changes: [everything] });
    await room.goto(paths.policyStore(store, { tab: 'decisions' }));
    await page.getByRole('button', { name: 'Log every decision' }).click();
    await page.getByRole('button', { name: 'Stop logging' }).waitFor();
    await room.goto(paths.policyStore(store));
    await write(page.getByRole('textbox', { name: /Text of/ }), 'forbid (principal, action, resource);');
    await page.getByText('It can be saved.').waitFor();
    await page.getByRole('button', { name: 'Try in the shadow' }).click();
    await page.getByText('The draft is tried on live requests.').waitFor();
    await permissions(page, 'IsAuthorized', { policyStoreId: store, ...question });
    await room.goto(paths.policyStore(store, { tab: 'shadow' }));
    await page.getByText('Asked 1 times').waitFor();
    await page.getByRole('table').getByText('User::"alice"').waitFor();
    await page.getByRole('button', { name: 'End the shadow run' }).click();
    await page.getByText('No draft is tried.').waitFor();
  });
});

const question = {
  principal: { entityType: 'User', entityId: 'alice' },
  action: { actionType: 'Action', actionId: 'view' },
  resource: { entityType: 'Photo', entityId: 'beach' },
};

/**
 * Empties the editor and writes. What is written over a selection, Chromium gives the style of what was there, and
 * complains that the policy of the page forbids it.
 */
async function write(editor: Locator, text: string): Promise<void> {
  await editor.press('Escape'); // closes what is proposed
  await editor.press('Control+a');
  await editor.press('Backspace');
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
