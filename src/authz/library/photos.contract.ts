import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A small application that shares photos, as a folder of policies. */
export const photos: Readonly<Record<string, string>> = {
  'photos.cedarschema': `
    entity User in [Group] { name: String, blocked?: Bool };
    entity Group;
    entity Album in [Album];
    entity Photo in [Album] { owner: User, private: Bool, size?: Long, labels: Set<String> };
    action "view", "share" appliesTo { principal: [User], resource: [Photo], context: { mfa?: Bool } };
    action "list" appliesTo { principal: [User], resource: [Album] };
  `,
  'owner.cedar': `// Whoever uploaded a photo may do everything with it.
permit (principal, action in [Action::"view", Action::"share"], resource)
when { resource.owner == principal };
`,
  'sharing/family.cedar': `@id("family-views")
permit (principal in Group::"family", action == Action::"view", resource in Album::"holidays")
unless { resource.private };

permit (principal == ?principal, action == Action::"view", resource == ?resource);
`,
  'blocked.cedar': `@id("blocked")
forbid (principal, action, resource)
when { principal has blocked && principal.blocked };
`,
  'sharing/links.json': JSON.stringify([
    {
      id: 'bob-sees-beach',
      template: 'sharing/family#2',
      principal: { type: 'User', id: 'bob' },
      resource: { type: 'Photo', id: 'beach' },
    },
  ]),
  'entities.json': JSON.stringify([
    { uid: { type: 'User', id: 'alice' }, attrs: { name: 'Alice' }, parents: [] },
    { uid: { type: 'User', id: 'bob' }, attrs: { name: 'Bob' }, parents: [] },
    { uid: { type: 'User', id: 'carol' }, attrs: { name: 'Carol' }, parents: [{ type: 'Group', id: 'family' }] },
    { uid: { type: 'Group', id: 'family' }, attrs: {}, parents: [] },
    { uid: { type: 'Album', id: 'holidays' }, attrs: {}, parents: [] },
    {
      uid: { type: 'Photo', id: 'beach' },
      attrs: { owner: { type: 'User', id: 'alice' }, private: false, labels: ['sea'] },
      parents: [{ type: 'Album', id: 'holidays' }],
    },
    {
      uid: { type: 'Photo', id: 'diary' },
      attrs: { owner: { type: 'User', id: 'alice' }, private: true, labels: [] },
      parents: [{ type: 'Album', id: 'holidays' }],
    },
  ]),
};

/** Files in a folder of their own. */
export class TemporaryFolder implements AsyncDisposable {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async with(files: Readonly<Record<string, string>>): Promise<TemporaryFolder> {
    const folder = new TemporaryFolder(await mkdtemp(join(tmpdir(), 'yagura-policies-')));
    for (const [name, text] of Object.entries(files)) await folder.write(name, text);
    return folder;
  }

  async write(name: string, text: string): Promise<void> {
    const path = join(this.path, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return rm(this.path, { recursive: true, force: true });
  }
}
