import type { Command as Commander } from 'commander';

/** `yagura policy`, to which each of its commands adds itself. */
export const policyGroup = (program: Commander): Commander =>
  program.commands.find((command) => command.name() === 'policy') ??
  program
    .command('policy')
    .description(
      'Cedar policies of your applications: check, test, ask and carry them between folders and policy stores',
    );
