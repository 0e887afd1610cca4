import type { Context, MiddlewareHandler } from 'hono';
import { admit, type Asked } from './admit.ts';
import type { Authorizer } from './open.ts';

/**
 * A hono middleware that lets a request through where the policies permit what `asked` makes of it. Nothing means
 * that nobody is signed in: 401; what is not permitted, or cannot be decided: 403. Both answers are JSON.
 *
 *     app.get('/photos/:id', authorize(authorizer, (c: Context<Variables, '/photos/:id'>) => ({
 *       principal: { type: 'User', id: c.get('user') }, action: 'Action::"view"',
 *       resource: { type: 'Photo', id: c.req.param('id') },
 *     })), (c) => …);
 *
 * The type of `c` need not be written; then TypeScript does not know which parameters the path has.
 */
export const authorize =
  (authorizer: Authorizer, asked: (context: Context) => Asked | Promise<Asked>): MiddlewareHandler =>
  async (context, next) => {
    const admission = await admit(authorizer, async () => asked(context));
    if (!admission.admitted) return context.json({ message: admission.message }, admission.status);
    await next();
  };
