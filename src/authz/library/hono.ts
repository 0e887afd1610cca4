import type { Context, Env, MiddlewareHandler } from 'hono';
import { admit } from './admit.ts';
import type { AccessRequest, Authorizer } from './open.ts';

/**
 * A hono middleware that lets a request through where the policies permit what `asked` makes of it. `undefined` means
 * that nobody is signed in: 401; what is not permitted, or cannot be decided: 403. Both answers are JSON.
 *
 *     app.get('/photos/:id', authorize(authorizer, (c) => ({
 *       principal: { type: 'User', id: c.get('user') }, action: 'Action::"view"',
 *       resource: { type: 'Photo', id: c.req.param('id') },
 *     })), (c) => …);
 */
export const authorize =
  <E extends Env>(
    authorizer: Authorizer,
    asked: (context: Context<E>) => AccessRequest | undefined | Promise<AccessRequest | undefined>,
  ): MiddlewareHandler<E> =>
  async (context, next) => {
    const admission = await admit(authorizer, async () => asked(context));
    if (!admission.admitted) return context.json({ message: admission.message }, admission.status);
    await next();
  };
