import { change, put } from '../change.ts';
import { readSchema } from '../cedar-texts.ts';
import { limits } from '../limits.ts';
import { storeOf } from '../policy-stores.ts';
import { namespacesOf, refuseReserved } from '../schemas.ts';
import { about, invalid, verifiedPermissions } from '../verified-permissions.ts';

const path = 'definition.cedarJson';

/** Policies that are there already are not judged anew; they are when they are updated. */
export default verifiedPermissions.operation('PutSchema', async (input, context, call) => {
  const row = await storeOf(input, call, context);
  const { cedarJson = '' } = input.definition;
  const most = context.authz.strict ? limits.strict.schemaLetters : 4_000_000;
  if (cedarJson.length < 1 || cedarJson.length > most)
    throw invalid(path, { en: `must have 1 to ${most} letters`, ja: `1～${most} 文字にしてください` });
  if (!cedarJson.trimStart().startsWith('{'))
    throw invalid(path, {
      en: "must be a schema in Cedar's JSON form; `cedar translate-schema` makes it of one in text",
      ja: 'Cedar の JSON 形式のスキーマを渡してください。テキスト形式は `cedar translate-schema` で変換できます',
    });
  await about(path, () => readSchema(cedarJson, context.authz.cedar));
  const namespaces = namespacesOf(cedarJson);
  refuseReserved(namespaces, path);
  const schema = await change(row, { operation: 'PutSchema', call }, context, (made) =>
    put('schema', { id: 'schema', name: '', body: { cedarJson, namespaces } }, made),
  );
  return {
    policyStoreId: row.id,
    namespaces,
    createdDate: new Date(schema.created_at),
    lastUpdatedDate: new Date(schema.updated_at),
  };
});
