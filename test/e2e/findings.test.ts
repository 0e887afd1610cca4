import { expect, it } from 'vitest';
import { paths } from '../../console/paths.ts';
import { findingsMade, hostile } from './made-logs.ts';
import { describeConsole } from './room.ts';

describeConsole('The list of findings', (room) => {
  const heading = (name: string | RegExp) => room.page.getByRole('heading', { name });
  const rows = () => room.page.getByRole('row');
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await room.page.keyboard.press(key);
  };
  /** The findings of the tests' own rules: others may come from rules that Yagura has. */
  const own = { 'rule:': 'e2e-' };

  it('shows every finding, worst first, and counts those of each severity and state', async () => {
    await room.goto(paths.findings(own));
    await heading(`Findings (${findingsMade})`).waitFor();
    await room.page.getByRole('button', { name: 'Critical 7' }).waitFor();
    await room.page.getByRole('button', { name: `Open (${findingsMade})` }).waitFor();
    expect(await rows().nth(1).innerText()).toContain('A leaked key was used');
    const cut = `[...document.querySelectorAll('.cell-main')].filter((title) => title.scrollHeight > title.clientHeight)`;
    expect(await room.page.evaluate(`${cut}.map((title) => title.textContent)`)).toEqual([]);
  });

  it('keeps filters in the address, so that they survive a reload and can be sent to somebody', async () => {
    await room.goto(paths.findings(own));
    await room.page.getByRole('button', { name: 'High 14' }).click();
    await room.page.waitForURL(/severity=high/);
    const filter = room.page.getByRole('combobox', { name: 'Filter findings' });
    await filter.fill('deploy-1');
    await press('Enter');
    await room.page.waitForURL(/text=deploy-1/);
    await heading('Findings (3)').waitFor();
    await room.page.reload();
    await heading('Findings (3)').waitFor();
    await room.page.getByText('Severity').first().waitFor();
    expect(await room.page.getByRole('button', { name: 'High 3' }).getAttribute('aria-pressed')).toBe('true');
  });

  it('offers the values of a property with how many findings each would leave', async () => {
    await room.goto(paths.findings({ ...own, severity: ['critical'] }));
    const filter = room.page.getByRole('combobox', { name: 'Filter findings' });
    await filter.fill('Account =');
    const option = room.page.getByRole('option', { name: /111122223333/ });
    await option.getByText('7 findings').waitFor();
    await option.click();
    await room.page.getByRole('button', { name: 'Apply' }).click();
    await room.page.waitForURL(/account=111122223333/);
    await heading('Findings (7)').waitFor();
  });

  it('sorts by a column, both ways', async () => {
    await room.goto(paths.findings(own));
    await room.page.getByRole('button', { name: 'Last seen' }).click();
    await room.page.waitForURL(/sort=lastSeen/);
    await expect.poll(() => rows().nth(1).innerText()).toContain('deploy-0');
    await room.page.getByRole('button', { name: 'Last seen' }).click();
    await room.page.waitForURL(/ascending=true/);
    await expect.poll(() => rows().nth(1).innerText()).toContain(`deploy-${findingsMade - 1}`);
  });

  it('is read by the keyboard alone: the finding stands beside the list and follows the keys', async () => {
    await room.goto(paths.findings(own));
    await press('j', 'j', 'Enter');
    await room.page.waitForURL(/open=/);
    const beside = room.page.getByRole('complementary', { name: 'The chosen finding' });
    await beside.getByText('deploy-18').first().waitFor();
    await press('k');
    await beside.getByText('deploy-9').first().waitFor();
    const sent = room.page.url();
    await press('Escape');
    await expect.poll(() => beside.count()).toBe(0);
    await room.page.setViewportSize({ width: 800, height: 900 }); // where there is no room beside the list
    await room.page.goto(sent);
    await room.page.getByRole('heading', { name: 'Who', exact: true }).waitFor();
  });

  it('gives its rows the same room when the window becomes narrow as when it was from the beginning', async () => {
    const distance = async (): Promise<number> => {
      const [first, second] = await Promise.all([rows().nth(1).boundingBox(), rows().nth(2).boundingBox()]);
      return (second?.y ?? 0) - (first?.y ?? 0);
    };
    await room.goto(paths.findings(own));
    await rows().nth(2).waitFor();
    const wide = await distance();
    await room.page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(distance).toBeGreaterThan(wide);
    const turned = await distance();
    await room.page.reload();
    await rows().nth(2).waitFor();
    expect(turned).toBe(await distance());
  });

  it('archives, judges and takes back by keys', async () => {
    await room.goto(paths.findings({ ...own, severity: ['low'] }));
    await heading('Findings (12)').waitFor();
    await press('x', 'j', 'x');
    await room.page.getByText('2 selected').first().waitFor();
    await press('e');
    await room.page.getByText('2 findings archived.').waitFor();
    await heading('Findings (10)').waitFor();
    await expect.poll(() => room.page.locator(':focus').getAttribute('class')).toContain('grid-link');
    await press('z');
    await room.page.getByText('Taken back.').waitFor();
    await heading('Findings (12)').waitFor();
    await press('v');
    await room.page.getByRole('radio', { name: 'False alarm' }).check();
    await room.page.getByRole('textbox', { name: 'Why' }).fill('The scanner of our own team.');
    await press('Control+Enter');
    await room.page.getByText('Judged: False alarm.').waitFor();
    await heading('Findings (11)').waitFor();
    await room.page.getByRole('button', { name: 'Undo' }).click();
    await heading('Findings (12)').waitFor();
  });

  it('selects all that fit, and changes them together', async () => {
    await room.goto(paths.findings({ ...own, severity: ['informational'] }));
    await heading('Findings (6)').waitFor();
    await room.page.getByRole('checkbox', { name: 'Select all that fit' }).check();
    await room.page.getByRole('button', { name: 'Archive', exact: true }).click();
    await room.page.getByText('6 findings archived.').waitFor();
    await room.page.getByText('No finding fits these filters').waitFor();
    await room.page.getByRole('button', { name: 'Archived (6)' }).click();
    await heading('Findings (6)').waitFor();
    await room.page.getByRole('checkbox', { name: 'Select all that fit' }).check();
    await room.page.getByRole('button', { name: 'Bring back' }).click();
    await room.page.getByText('6 findings brought back.').waitFor();
  });

  it('keeps views and columns for the person', async () => {
    await room.goto(paths.findings({ ...own, severity: ['critical'] }));
    await room.page.getByRole('button', { name: 'Views' }).click();
    await room.page.getByRole('menuitem', { name: 'Save this view' }).click();
    await room.page.getByRole('textbox', { name: 'Name' }).fill('Worst');
    await press('Enter');
    await room.page.getByText('The view Worst was saved.').waitFor();
    await room.page.getByRole('button', { name: 'Columns' }).click();
    await room.page.getByRole('menuitemcheckbox', { name: 'Region' }).click();
    await room.page.getByRole('columnheader', { name: 'Region' }).waitFor();
    await room.goto(paths.findings());
    await room.page.getByRole('columnheader', { name: 'Region' }).waitFor();
    await room.page.getByRole('button', { name: 'Open, worst first' }).click();
    await room.page.getByRole('menuitem', { name: 'Your views' }).click();
    await room.page.getByRole('menuitem', { name: 'Worst', exact: true }).click();
    await heading('Findings (7)').waitFor();
  });

  it('shows which keys there are, and hears none of them while one types', async () => {
    await room.goto(paths.findings(own));
    await press('?');
    await room.page.getByRole('dialog', { name: 'Keyboard' }).getByText('Archive, or bring back').waitFor();
    await press('Escape', '/');
    await room.page.keyboard.type('exe');
    expect(await room.page.getByRole('combobox', { name: 'Filter findings' }).inputValue()).toBe('exe');
    await heading(`Findings (${findingsMade})`).waitFor();
  });

  it('draws hostile text as text, and shows signs for what would be unseen', async () => {
    await room.goto(paths.findings({ ...own, severity: ['high'] }));
    await room.page.getByText(hostile).filter({ visible: true }).first().waitFor();
    await room.page.getByText('⟨U+202E⟩').filter({ visible: true }).first().waitFor();
    expect(await room.page.title()).toMatch(/ · Yagura$/);
    expect(await room.page.locator('img[src="x"]').count()).toBe(0);
  });
});
