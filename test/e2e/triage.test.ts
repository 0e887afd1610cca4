import { expect, it } from 'vitest';
import { z } from 'zod';
import { paths } from '../../console/paths.ts';
import { findingsMade } from './made-logs.ts';
import { describeConsole } from './room.ts';

const triaged = 12;
const Total = z.object({ total: z.number() });

describeConsole('A dozen findings', (room) => {
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await room.page.keyboard.press(key);
  };
  const total = async (condition: object): Promise<number> => {
    const own = { property: 'rule', operator: ':', values: ['e2e-'] };
    return Total.parse(await room.program.call('ListFindings', { where: [own, condition], archived: 'any' })).total;
  };

  it('are read, judged with a reason, archived and one of them taken back, by the keyboard alone', async () => {
    await room.goto(paths.findings({ 'rule:': 'e2e-' }));
    const heading = (left: number) => room.page.getByRole('heading', { name: `Findings (${left})` });
    const dialog = room.page.getByRole('dialog');
    const beside = room.page.getByRole('complementary', { name: 'The chosen finding' });
    await heading(findingsMade).waitFor();
    await press('j', 'k', 'Enter');
    for (let done = 0; done < triaged; done++) {
      await beside.getByRole('heading', { name: 'What to do' }).waitFor();
      await press('v');
      await dialog.getByRole('radio').first().waitFor();
      // From the question to the second answer, on to the reason.
      await press('Tab', 'Space', 'ArrowDown', 'Tab');
      await room.page.keyboard.type(`Seen and known, number ${done}.`);
      await press('Control+Enter');
      await dialog.waitFor({ state: 'detached' });
      await heading(findingsMade - done - 1).waitFor();
      await press('k', 'j');
    }
    await press('z');
    await heading(findingsMade - triaged + 1).waitFor();
    expect(await total({ property: 'verdict', operator: '=', values: ['benign'] })).toBe(triaged - 1);
  }, 180_000);
});
