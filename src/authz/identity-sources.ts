import { isTypeName } from './engine/names.ts';
import { cognitoIssuer } from './identity.ts';
import type { IdentitySourceBody, Item } from './items.ts';
import { invalid } from './verified-permissions.ts';

type Configuration = IdentitySourceBody['configuration'];

/** A configuration as the service takes it. */
interface Asked {
  readonly cognitoUserPoolConfiguration?: Cognito | undefined;
  readonly openIdConnectConfiguration?: OpenId | undefined;
}

interface Cognito {
  readonly userPoolArn: string;
  readonly clientIds?: readonly string[] | undefined;
  readonly groupConfiguration?: { readonly groupEntityType: string } | undefined;
}

interface OpenId {
  readonly issuer: string;
  readonly entityIdPrefix?: string | undefined;
  readonly groupConfiguration?: { readonly groupClaim: string; readonly groupEntityType: string } | undefined;
  readonly tokenSelection: {
    readonly accessTokenOnly?:
      | { readonly principalIdClaim?: string | undefined; readonly audiences?: readonly string[] | undefined }
      | undefined;
    readonly identityTokenOnly?:
      | { readonly principalIdClaim?: string | undefined; readonly clientIds?: readonly string[] | undefined }
      | undefined;
  };
}

/** What principals are where nobody says otherwise. Source: `principalEntityType` in the API reference. */
const usualType = 'AWS::Cognito';

/** Reads a configuration. Throws `ValidationException` with the member that cannot be used. */
export function identitySource(
  asked: Asked,
  principalEntityType: string | undefined,
  member: string,
): IdentitySourceBody {
  const type = principalEntityType ?? usualType;
  if (!isTypeName(type))
    throw invalid('principalEntityType', { en: 'is no name of a type', ja: '型の名前ではありません' });
  return { principalEntityType: type, configuration: configurationOf(asked, member) };
}

function configurationOf(
  { cognitoUserPoolConfiguration, openIdConnectConfiguration }: Asked,
  member: string,
): Configuration {
  if (cognitoUserPoolConfiguration !== undefined) return cognito(cognitoUserPoolConfiguration, member);
  if (openIdConnectConfiguration !== undefined) return openId(openIdConnectConfiguration, member);
  throw invalid(member, {
    en: 'must have either cognitoUserPoolConfiguration or openIdConnectConfiguration',
    ja: 'cognitoUserPoolConfiguration か openIdConnectConfiguration のどちらかを書いてください',
  });
}

function cognito({ userPoolArn, clientIds = [], groupConfiguration }: Cognito, member: string): Configuration {
  const path = `${member}.cognitoUserPoolConfiguration`;
  if (!/^arn:[\w-]+:cognito-idp:[a-z]{2}(?:-[a-z]+)+-\d+:\d{12}:userpool\/[\w-]+_[0-9a-zA-Z]+$/.test(userPoolArn))
    throw invalid(`${path}.userPoolArn`, {
      en: 'must be the ARN of a user pool',
      ja: 'ユーザープールの ARN を指定してください',
    });
  const groupEntityType = groupConfiguration?.groupEntityType;
  checkType(groupEntityType, `${path}.groupConfiguration.groupEntityType`);
  return {
    kind: 'cognito',
    userPoolArn,
    clientIds: [...clientIds],
    ...(groupEntityType === undefined ? {} : { groupEntityType }),
  };
}

function openId({ issuer, entityIdPrefix, groupConfiguration, tokenSelection }: OpenId, member: string): Configuration {
  const path = `${member}.openIdConnectConfiguration`;
  if (!/^https:\/\/\S{1,2000}$|^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?(?:\/\S*)?$/.test(issuer))
    throw invalid(`${path}.issuer`, { en: 'must begin with https://', ja: 'https:// で始めてください' });
  checkType(groupConfiguration?.groupEntityType, `${path}.groupConfiguration.groupEntityType`);
  const group =
    groupConfiguration === undefined
      ? {}
      : { group: { claim: groupConfiguration.groupClaim, entityType: groupConfiguration.groupEntityType } };
  return {
    kind: 'oidc',
    issuer,
    ...(entityIdPrefix === undefined ? {} : { entityIdPrefix }),
    ...group,
    ...selectionOf(tokenSelection, path),
  };
}

function selectionOf({ accessTokenOnly, identityTokenOnly }: OpenId['tokenSelection'], path: string) {
  if (accessTokenOnly !== undefined) {
    const { principalIdClaim = 'sub', audiences = [] } = accessTokenOnly;
    return { token: 'access' as const, principalIdClaim, accepted: [...audiences] };
  }
  if (identityTokenOnly === undefined)
    throw invalid(`${path}.tokenSelection`, {
      en: 'must have either accessTokenOnly or identityTokenOnly',
      ja: 'accessTokenOnly か identityTokenOnly のどちらかを書いてください',
    });
  const { principalIdClaim = 'sub', clientIds = [] } = identityTokenOnly;
  return { token: 'id' as const, principalIdClaim, accepted: [...clientIds] };
}

function checkType(type: string | undefined, path: string): void {
  if (type !== undefined && !isTypeName(type))
    throw invalid(path, { en: 'is no name of a type', ja: '型の名前ではありません' });
}

/** An identity source as the service shows it; `details` are what it showed before it knew others than Cognito. */
export const identitySourceItem = ({ id, body, createdAt, updatedAt }: Item<'identity-source'>, store: string) => ({
  identitySourceId: id,
  policyStoreId: store,
  principalEntityType: body.principalEntityType,
  configuration: shown(body.configuration),
  ...(body.configuration.kind === 'cognito' ? { details: details(body.configuration) } : {}),
  createdDate: createdAt,
  lastUpdatedDate: updatedAt,
});

type CognitoBody = Configuration & { kind: 'cognito' };

const details = ({ userPoolArn, clientIds }: CognitoBody) => ({
  userPoolArn,
  clientIds,
  discoveryUrl: `${cognitoIssuer(userPoolArn)}/.well-known/openid-configuration`,
  openIdIssuer: 'COGNITO' as const,
});

const shown = (configuration: Configuration) =>
  configuration.kind === 'cognito'
    ? { cognitoUserPoolConfiguration: shownCognito(configuration) }
    : { openIdConnectConfiguration: shownOpenId(configuration) };

const shownCognito = ({ userPoolArn, clientIds, groupEntityType }: CognitoBody) => ({
  userPoolArn,
  clientIds,
  issuer: cognitoIssuer(userPoolArn),
  ...(groupEntityType === undefined ? {} : { groupConfiguration: { groupEntityType } }),
});

function shownOpenId({
  issuer,
  entityIdPrefix,
  group,
  token,
  principalIdClaim,
  accepted,
}: Configuration & { kind: 'oidc' }) {
  const tokenSelection =
    token === 'access'
      ? { accessTokenOnly: { principalIdClaim, audiences: accepted } }
      : { identityTokenOnly: { principalIdClaim, clientIds: accepted } };
  return {
    issuer,
    tokenSelection,
    ...(entityIdPrefix === undefined ? {} : { entityIdPrefix }),
    ...(group === undefined
      ? {}
      : { groupConfiguration: { groupClaim: group.claim, groupEntityType: group.entityType } }),
  };
}
