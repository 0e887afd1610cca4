import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Fault } from '#kernel';
import { masterKeys, renewMasterKeys, replaceMasterKeys, type KeyPlace, type MasterKey } from './master-key.ts';

const nonceBytes = 12;
const tagBytes = 16;

/**
 * Seals secrets with AES-256-GCM and opens them again. What is sealed names the master key that did it, so that keys
 * can be changed, and is bound to what it belongs to, so that it cannot be put in another's place.
 */
export class Vault {
  readonly #place: KeyPlace;
  #keys: readonly MasterKey[];

  private constructor(place: KeyPlace, keys: readonly MasterKey[]) {
    this.#place = place;
    this.#keys = keys;
  }

  static async open(place: KeyPlace): Promise<Vault> {
    return new Vault(place, await masterKeys(place));
  }

  /** `owner`: what the secret belongs to; to be told again when it is opened. */
  async seal(text: string, owner: string): Promise<string> {
    this.#keys = await masterKeys(this.#place); // another process may have put a new one first
    const key = this.#keys[0];
    if (key === undefined)
      throw new Fault('BadConfig', {
        en: 'There is no master key to seal with. Set org.masterKey.',
        ja: '暗号化するためのマスターキーがありません。org.masterKey を設定してください。',
      });
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce).setAAD(Buffer.from(owner));
    const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${key.id}.${sealed.toString('base64url')}`;
  }

  /** Throws `BadConfig` when it was sealed with a key that is not at hand, or was tampered with. */
  async open(sealed: string, owner: string): Promise<string> {
    const [id = '', body = ''] = sealed.split('.');
    const bytes = Buffer.from(body, 'base64url');
    const key = await this.#find(id);
    try {
      const decipher = createDecipheriv('aes-256-gcm', key.bytes, bytes.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      })
        .setAAD(Buffer.from(owner))
        .setAuthTag(bytes.subarray(-tagBytes));
      return decipher.update(bytes.subarray(nonceBytes, -tagBytes), undefined, 'utf8') + decipher.final('utf8');
    } catch (error) {
      throw new Fault(
        'BadConfig',
        {
          en: `A sealed secret (${owner}) has been changed in the store and cannot be opened. Make a new one.`,
          ja: `暗号化されたシークレット（${owner}）が保存先で書き換えられており、開けません。作り直してください。`,
        },
        { cause: error },
      );
    }
  }

  /** 32 bytes that follow from the newest master key, for this purpose alone. */
  derived(purpose: string): Uint8Array {
    const key = this.#keys[0];
    if (key === undefined)
      throw new Fault('BadConfig', {
        en: 'There is no master key. Set org.masterKey.',
        ja: 'マスターキーがありません。org.masterKey を設定してください。',
      });
    return new Uint8Array(hkdfSync('sha256', key.bytes, '', `yagura ${purpose}`, 32));
  }

  /**
   * Changes the master key: `reseal` seals everything anew, then all old keys but the last are dropped. The last one
   * stays until the next time, for what another process sealed meanwhile. Interrupted anywhere, everything can still
   * be opened. Keys from settings are changed there; then this only seals anew.
   */
  async rotate<T>(reseal: () => Promise<T>): Promise<T> {
    const place = this.#place;
    if ('settings' in place) return reseal();
    const keys = await renewMasterKeys(place.file);
    const done = await reseal();
    const present = await masterKeys(place); // somebody else may have put a newer one first meanwhile
    const own = present.findIndex(({ id }) => id === keys[0]?.id);
    if (own >= 0) await replaceMasterKeys(place.file, present.slice(0, own + 2));
    return done;
  }

  /** Another process may have changed the keys since they were read. */
  async #find(id: string): Promise<MasterKey> {
    const known = this.#keys.find((key) => key.id === id);
    if (known !== undefined) return known;
    this.#keys = await masterKeys(this.#place);
    const found = this.#keys.find((key) => key.id === id);
    if (found !== undefined) return found;
    const remedy =
      'file' in this.#place
        ? {
            en: `Bring back the file ${this.#place.file}, or, when several nodes share a store, give all of them the same setting org.masterKey.`,
            ja: `ファイル ${this.#place.file} を戻すか、複数のノードで共有している場合は、すべてに同じ org.masterKey を設定してください。`,
          }
        : { en: 'Put it into the setting org.formerMasterKeys.', ja: 'org.formerMasterKeys に設定してください。' };
    throw new Fault('BadConfig', {
      en: `The secrets in the store were sealed with the master key ${id}, which is not at hand. ${remedy.en}`,
      ja: `保存されているシークレットの暗号化に使われたマスターキー ${id} がありません。${remedy.ja}`,
    });
  }
}
