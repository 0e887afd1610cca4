import { invalid } from './verified-permissions.ts';

/** Namespaces that belong to the service. Source: its user guide, "policy store schema". */
const reserved = /^(?:aws|amazon|cedar)(?:::|$)/i;

/** The namespaces of a schema in JSON; the empty one is none. */
export function namespacesOf(cedarJson: string): string[] {
  const json: unknown = JSON.parse(cedarJson);
  return Object.keys(typeof json === 'object' && json !== null ? json : {}).filter((name) => name !== '');
}

/** Throws `ValidationException` for namespaces that belong to the service. */
export function refuseReserved(namespaces: readonly string[], path: string): void {
  const taken = namespaces.find((name) => reserved.test(name));
  if (taken !== undefined)
    throw invalid(path, {
      en: `the namespace ${taken} is reserved; take another than aws, amazon and cedar`,
      ja: `名前空間 ${taken} は予約されています。aws、amazon、cedar 以外にしてください`,
    });
}
