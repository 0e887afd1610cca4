import { join } from 'node:path';
import type { AuditRecord, Door } from '#aws';
import { whenThere, type Clock, type Config, type Log } from '#kernel';
import type { Store } from '#store';
import type { Named } from './action-groups.ts';
import { auditEvent, isRecorded } from './audit-event.ts';
import { AuditFiles } from './audit-files.ts';
import { Authority } from './authority.ts';
import type { OrgContext } from './context.ts';
import { Credentials } from './credentials.ts';
import { LastUse } from './last-use.ts';
import { ownEvent, type OwnEvent } from './own-event.ts';
import { Policies } from './policies.ts';
import { Revision } from './revision.ts';
import { Vault } from './vault.ts';

/** What this room stands on. */
export interface OrgParts {
  /** INVARIANT: it has been through `orgMigrations`. */
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly config: Config['org'];
  /** The data folder: the file of the master key and the audit events on their way lie there. */
  readonly data: string;
  /** Every operation that there is. */
  readonly operations: readonly Named[];
}

/** People, keys and policies, open: what answers this room's operations, and the front's door. */
export interface Org extends AsyncDisposable {
  readonly context: OrgContext;
  readonly door: Door;
  /** Keeps what Yagura noticed of itself beside the calls; it is in the lake within half a minute. */
  note(event: OwnEvent): void;
  /** Audit events on their way to the lake. */
  readonly auditFiles: AuditFiles;
}

/** Opens the room. Throws `BadConfig` when there is no usable master key. */
export async function openOrg({ store, clock, log, config, data, operations }: OrgParts): Promise<Org> {
  const revision = new Revision(store, clock);
  const vault = await Vault.open(keyPlace(config, data));
  const keys = { store, clock, revision, vault, homeAccount: config.account };
  const credentials = new Credentials(keys);
  const policies = await Policies.open({ records: keys, operations, log });
  const authority = new Authority(policies);
  const lastUse = new LastUse(store, clock, log);
  const auditFiles = new AuditFiles(join(data, 'audit'), { clock, log });
  return {
    context: { ...keys, credentials, policies, authority },
    auditFiles,
    note: (event) => auditFiles.append(ownEvent(event)),
    door: {
      credentialOf: (id) => whenThere(credentials.find(id), (known) => known?.credential),
      authorise: (request) => authority.authorise(request),
      audit: (record) => audit(record, { credentials, auditFiles, lastUse }),
      keepRecords: () => auditFiles.keep(),
    },
    [Symbol.asyncDispose]: async () => {
      await lastUse[Symbol.asyncDispose]();
      await auditFiles[Symbol.asyncDispose]();
    },
  };
}

interface Books {
  readonly credentials: Credentials;
  readonly auditFiles: AuditFiles;
  readonly lastUse: LastUse;
}

function audit(record: AuditRecord, { credentials, auditFiles, lastUse }: Books): void {
  const { accessKey } = record.call.caller;
  if (accessKey !== '') lastUse.note(accessKey);
  if (isRecorded(record)) auditFiles.append(auditEvent(record, credentials.recall(accessKey)?.row));
}

const keyPlace = ({ masterKey, formerMasterKeys }: Config['org'], data: string) =>
  masterKey === undefined ? { file: join(data, 'master-keys.json') } : { settings: [masterKey, ...formerMasterKeys] };
