import type { Command as Commander } from 'commander';
import type { Say } from './context.ts';

/** `yagura policy`, to which each of its commands adds itself. */
export const policyGroup = (program: Commander, say: Say): Commander =>
  program.commands.find((command) => command.name() === 'policy') ??
  program.command('policy').description(
    say({
      en: 'Cedar policies of your applications: check, test, ask and carry them between folders and policy stores',
      ja: 'アプリケーションの Cedar ポリシー: 検査、テスト、問い合わせ、フォルダーとポリシーストアの間の移動',
    }),
  );
