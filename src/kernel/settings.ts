import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { account, age, lakeAddress, storeAddress } from './setting-forms.ts';

/** In a container the user may be a number that has neither a name nor a HOME: then there is no folder of its own. */
function home(): string {
  try {
    return homedir();
  } catch {
    return '/';
  }
}

/** In the environment and on the command line it is a word. */
const yesOrNo = z.stringbool().or(z.boolean());

/**
 * Everything that can be configured, in one object. Each setting comes from, in rising order of
 * precedence: its default here, the configuration file, the environment (`YAGURA_` and the path in
 * capitals: `YAGURA_LAKE_URL`), the command line. docs/configuration.md is generated from it.
 */
export const Config = z.strictObject({
  data: z
    .string()
    .default(() => join(home(), '.yagura'))
    .describe('Folder that holds everything Yagura keeps; `.yagura` in a checkout.'),
  language: z
    .enum(['en', 'ja'])
    .default('en')
    .describe(
      'Language of the terminal, `ja` also where its locale (LC_ALL, LC_MESSAGES, LANG) is Japanese; the page has its own switch.',
    ),
  log: z
    .strictObject({
      level: z
        .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
        .default('warn')
        .describe('Least level that is logged.'),
    })
    .prefault({}),
  web: z
    .strictObject({
      host: z
        .string()
        .default('127.0.0.1')
        .describe('Address to listen on; anything but loopback needs TLS or `behindProxy`.'),
      port: z.coerce.number().int().min(0).max(65535).default(7979).describe('Port to listen on; 0 takes a free one.'),
      publicUrl: z
        .url()
        .optional()
        .describe('Address under which people reach the page, when it is not the one listened on.'),
      behindProxy: yesOrNo.default(false).describe('Say true when a proxy that ends TLS stands before Yagura.'),
      tlsKey: z.string().optional().describe('File with the TLS private key (PEM).'),
      tlsCertificate: z.string().optional().describe('File with the TLS certificate chain (PEM).'),
      sessionHours: z.coerce.number().min(0.1).max(720).default(12).describe('Hours until a sign-in ends.'),
      pushLimitMegabytes: z.coerce
        .number()
        .int()
        .min(1)
        .max(4096)
        .default(256)
        .describe('Largest body that the push address takes.'),
    })
    .prefault({}),
  org: z
    .strictObject({
      account: account
        .default('000000000000')
        .describe('Account of Yagura itself: that of people and keys that belong to no other.'),
      masterKey: z
        .base64()
        .optional()
        .describe(
          'Key that seals the secrets of access keys: 32 random bytes in base64; a file in the data folder when absent.',
        ),
      formerMasterKeys: z.array(z.base64()).default([]).describe('Keys that sealed secrets before; they only open.'),
    })
    .prefault({}),
  oidc: z
    .strictObject({
      issuer: z
        .url()
        .optional()
        .describe('Identity provider (OpenID Connect) where people may sign in; none when absent.'),
      clientId: z.string().optional().describe('Identifier that the provider gave this installation.'),
      clientSecret: z.string().optional().describe('Secret that the provider gave with it.'),
      label: z.string().optional().describe('What the sign-in page calls the provider; its host name when absent.'),
      claim: z.string().default('email').describe('Claim of the provider that is the name of a person here.'),
    })
    .prefault({}),
  lake: z
    .strictObject({
      url: lakeAddress
        .optional()
        .describe('ClickHouse address (http://user:password@host:8123/database); in process when absent.'),
      memoryMegabytes: z.coerce
        .number()
        .int()
        .min(128)
        .default(700)
        .describe('Memory that the engine in process may use for one query.'),
      threads: z.coerce.number().int().min(1).default(2).describe('Threads that the engine in process may use.'),
    })
    .prefault({}),
  store: z
    .strictObject({
      url: storeAddress
        .optional()
        .describe(
          'PostgreSQL address (postgres://user:password@host/database); SQLite in the data folder when absent.',
        ),
    })
    .prefault({}),
  retention: z
    .strictObject({
      api_activity: age.default('400 days').describe('Age at which calls (CloudTrail) are dropped.'),
      network_activity: age.default('90 days').describe('Age at which flow records are dropped.'),
      dns_activity: age.default('90 days').describe('Age at which DNS queries are dropped.'),
      http_activity: age
        .default('90 days')
        .describe('Age at which web requests (WAF, load balancers, S3, CloudFront) are dropped.'),
      occurrences: age
        .default('forever')
        .describe('Age at which occurrences of findings, with their events, are dropped.'),
      finding_changes: age.default('forever').describe('Age at which the history of findings is dropped.'),
      authorization_decisions: age
        .default('90 days')
        .describe('Age at which decisions of policy stores are dropped from their log.'),
      quarantine: age.default('90 days').describe('Age at which refused input is dropped.'),
    })
    .prefault({}),
  query: z
    .strictObject({
      seconds: z.coerce.number().min(1).max(600).default(30).describe('Seconds that a query of a user may take.'),
      memoryMegabytes: z.coerce.number().int().min(64).default(500).describe('Memory that a query of a user may take.'),
      rows: z.coerce.number().int().min(1).default(10_000).describe('Rows that a query of a user returns at most.'),
    })
    .prefault({}),
  ingest: z
    .strictObject({
      watch: z.array(z.string()).default([]).describe('Folders or s3://bucket/prefix that are read again and again.'),
      watchSeconds: z.coerce.number().min(1).default(60).describe('Seconds between two looks at a watched place.'),
      sqs: z.array(z.url()).default([]).describe('SQS queues that receive S3 notifications.'),
      s3Endpoint: z.url().optional().describe('Address of an S3-compatible service; Amazon S3 when absent.'),
      region: z.string().default('us-east-1').describe('Region of the bucket and the queue.'),
      recordMegabytes: z.coerce
        .number()
        .min(0.1)
        .max(256)
        .default(16)
        .describe('Largest single record; a larger one goes to quarantine.'),
    })
    .prefault({}),
  authz: z
    .strictObject({
      keyFiles: z
        .record(z.string(), z.string())
        .default({})
        .describe(
          "Files with the public keys (JWKS) of issuers of tokens, by the issuer's address; the keys of others are fetched.",
        ),
      compareShare: z.coerce
        .number()
        .min(0)
        .max(1)
        .default(0.001)
        .describe(
          "Share of the decisions that Cedar's own engine decides too; where it differs, it decides for that policy store.",
        ),
      serviceLimits: yesOrNo
        .default(false)
        .describe('Say true to have the limits of Verified Permissions, and impossible policies refused.'),
      validationSeconds: z.coerce
        .number()
        .min(0.1)
        .max(600)
        .default(20)
        .describe('Seconds that parsing or validating one policy or schema may take.'),
    })
    .prefault({}),
  intel: z
    .strictObject({
      geography: z
        .array(z.string())
        .default([])
        .describe('Databases in MaxMind format (.mmdb) that tell country, city and network of addresses.'),
      folder: z
        .string()
        .optional()
        .describe('Folder whose files may be used as trusted and threat lists; without it no file is.'),
      internal: yesOrNo
        .default(false)
        .describe("Whether lists may be fetched from addresses within one's own networks."),
      feeds: z
        .array(
          z.strictObject({
            name: z.string().min(1).max(100),
            location: z.string().min(1).max(2000),
            format: z.string().default('TXT'),
            category: z.string().default('malicious'),
            hours: z.coerce.number().min(1).max(720).default(24),
          }),
        )
        .default([])
        .describe(
          'Lists that are renewed while Yagura runs: `{ name, location, format, category, hours }`. The location is https://, s3:// or a file of `intel.folder`; formats and categories are told by `yagura intel list`.',
        ),
    })
    .prefault({}),
  guardduty: z
    .strictObject({
      folder: z
        .string()
        .optional()
        .describe('Folder below which findings may be published (file:///...); without it they go to buckets alone.'),
    })
    .prefault({}),
  rules: z
    .strictObject({
      folders: z
        .array(z.string())
        .default([])
        .describe('Folders with Sigma rules of your own, beside those that come with Yagura.'),
      values: z
        .record(z.string(), z.array(z.string()))
        .default({})
        .describe('Values for words between percent signs that rules expand, such as `Legitimate_Countries: [JP]`.'),
    })
    .prefault({}),
});
export type Config = z.infer<typeof Config>;
