import { visible } from '../visible.ts';
import { Breakable } from './breakable.tsx';

/**
 * The telling end of an ARN: `arn:aws:iam::111122223333:user/deploy` is `user/deploy`, the whole stands in its title.
 * Account and Region have columns of their own wherever this is used; any other name stays as it is.
 */
export function ShortName({ of: name }: { of: string }) {
  return (
    <bdi className="name" title={visible(name)}>
      <Breakable of={shortName(name)} limit={200} />
    </bdi>
  );
}

/**
 * `arn:aws:iam::111122223333:user/deploy` is `user/deploy`, also where a path stands before its name, which is the only
 * one of that name in its account; whoever holds the token of an identity provider is the subject of it
 * (`repo:shop/web:ref:refs/heads/main`); any other name is itself.
 */
export function shortName(name: string): string {
  const [, rest] = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(.+)$/s.exec(name) ?? [];
  if (rest === undefined) return name;
  const [, subject] = /^oidc-provider\/[^:]+:[^:]*:(.+)$/s.exec(rest) ?? [];
  return subject ?? rest.replace(/^(user|role)\/.*\//s, '$1/');
}
