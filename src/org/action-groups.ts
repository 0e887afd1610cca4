/** An operation as far as its name tells what it does: `guardduty`, `ListFindings`. */
export interface Named {
  readonly service: string;
  readonly name: string;
}

/** IAM's way to write an action: `guardduty:ListFindings`. */
export const actionOf = ({ service, name }: Named): string => `${service}:${name}`;

/**
 * The groups of actions that policies speak of, beside the service itself.
 * `read` changes nothing; `write` is all else; `session` is about oneself: who one is, as whom one acts, what one set on
 * the page; `respond` is to deal with a finding and to bring in logs, which push tokens do as responders;
 * `administration` is what decides who may do what, or could blind Yagura or carry data away.
 */
export const groups = ['read', 'write', 'session', 'respond', 'administration'] as const;
export type Group = (typeof groups)[number];

/** True when the operation changes nothing: in one place, for policies and audit events alike. */
export const readsOnly = (operation: Named): boolean => groupsOf(operation).includes('read');

/** The groups that an operation belongs to. Read, write and session divide all there are among them. */
export function groupsOf(operation: Named): Group[] {
  const action = actionOf(operation);
  const found = (['respond', 'administration'] as const).filter((group) => members[group].test(action));
  if (members.session.test(action)) return ['session', ...found];
  return [members.read.test(operation.name) ? 'read' : 'write', ...found];
}

const members = {
  /** Verbs of the operation's name. AWS's own access levels say the same of these. */
  read: /^(?:BatchGet|BatchIs|Check|Count|Describe|Explain|Export|Get|Is|List|Lookup|Preview|Query|ReplayDecisions$|RunQuery|Search|Simulate|StartQuery|CancelQuery|Validate)/,
  session:
    /^(?:sts:|yagura:(?:GetCaller|ListOwnPermissions|GetPreferences|SetPreference|ListWaysIn|SetPassword|RemovePassword|StartPasskey|AddPasskey|RemovePasskey|ListSessions|EndSession)$)/,
  respond:
    /^(?:yagura:(?:UpdateFindings|UndoUpdate|AddNote|DeleteNote|PushLogs)|guardduty:(?:ArchiveFindings|UnarchiveFindings|UpdateFindingsFeedback)|securityhub:(?:BatchUpdateFindings|UpdateFindings))$/,
  administration: new RegExp(
    [
      '^yagura:(?:Create|Delete|Put|Set|Change|Update|Revoke|Rotate|Reset).*(?:Person|AccessKey|MasterKey|Account|Policy|PushToken|SignInLink|Provider)',
      '^guardduty:(?:(?:Delete|Update)Detector|\\w*(?:PublishingDestination|Member|Organization|Invitation|Master|MalwareScanSettings)\\w*)$',
      '^cloudtrail:(?:StopLogging|Delete|PutResourcePolicy|StopEventDataStoreIngestion)',
      '^verifiedpermissions:(?:Create|Update|Put|Delete)',
      '^securityhub:(?:Disable|\\w*(?:Member|Organization|Invitation))',
    ].join('|'),
  ),
} as const;
