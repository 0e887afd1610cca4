import type { ContentChange } from '#authz';
import { Option, type Command as Commander } from 'commander';
import { z } from 'zod';
import type { CommandContext, Say } from './context.ts';
import { dataFolder } from './option.ts';
import { openAmazonStore } from './policy-store-amazon.ts';
import { openYaguraStore } from './policy-store-yagura.ts';

/** A policy or a template as a policy store has it. */
export interface StoredStatement {
  readonly id: string;
  /** `name/…`, where it has one. */
  readonly name?: string | undefined;
  readonly statement: string;
}

/** What fills a template; entities as the service writes them. */
export interface StoredLink {
  readonly id: string;
  readonly name?: string | undefined;
  readonly policyTemplateId: string;
  readonly principal?: StoredEntity | undefined;
  readonly resource?: StoredEntity | undefined;
}
export interface StoredEntity {
  readonly entityType: string;
  readonly entityId: string;
}

/** All that decides in a policy store. */
export interface StoreContent {
  /** Cedar's JSON form. */
  readonly schema: string | undefined;
  readonly templates: readonly StoredStatement[];
  readonly policies: readonly StoredStatement[];
  readonly links: readonly StoredLink[];
}

/** A policy store, wherever it is. */
export interface PolicyStore extends AsyncDisposable {
  /** Whether `change` does all or nothing. */
  readonly atomic: boolean;
  read(): Promise<StoreContent>;
  /** Makes the changes to what was read last. */
  change(changes: readonly ContentChange[]): Promise<void>;
}

export const StoreOptions = z.object({
  store: z.string(),
  data: z.string().optional(),
  aws: z.literal(true).optional(),
  endpointUrl: z.url().optional(),
  region: z.string().optional(),
});
export type StoreOptions = z.infer<typeof StoreOptions>;

/** The options that say which policy store is meant. */
export const ofStore = (command: Commander, say: Say): Commander =>
  command
    .addOption(
      new Option(
        '--store <id>',
        say({ en: 'id or alias of the policy store', ja: 'ポリシーストアの ID またはエイリアス' }),
      ).makeOptionMandatory(),
    )
    .addOption(dataFolder(say))
    .option(
      '--aws',
      say({
        en: 'the policy store is one of Amazon Verified Permissions, with the credentials of your AWS tools',
        ja: 'Amazon Verified Permissions のポリシーストアを使う（認証情報は AWS のツールのもの）',
      }),
    )
    .option('--endpoint-url <url>', say({ en: 'the same at another address', ja: '同じことを別のアドレスで' }))
    .option(
      '--region <region>',
      say({
        en: 'the Region of AWS; otherwise that of your AWS tools',
        ja: 'AWS のリージョン。指定がなければ AWS のツールの設定',
      }),
    );

/** Of the server that runs or of the data folder; of AWS, or of whatever answers like it, where the options say so. */
export async function openPolicyStore(options: StoreOptions, context: CommandContext): Promise<PolicyStore> {
  const { store, data, aws, endpointUrl, region } = options;
  if (aws === true || endpointUrl !== undefined) return openAmazonStore(store, { endpointUrl, region });
  return openYaguraStore(store, await context.operations(context.config({ data })));
}
