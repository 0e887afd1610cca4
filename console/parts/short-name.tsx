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
 * `arn:aws:iam::111122223333:user/deploy` is `user/deploy`, and whoever holds the token of an identity provider the
 * subject of it (`repo:shop/web:ref:refs/heads/main`); any other name is itself.
 */
export const shortName = (name: string): string =>
  /^arn:[^:]*:iam::\d*:oidc-provider\/[^:]+:[^:]*:(.+)$/s.exec(name)?.[1] ??
  /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(.+)$/s.exec(name)?.[1] ??
  name;
