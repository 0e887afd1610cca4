import type { Request, RequestHandler } from 'express';
import { admit, type Asked } from './admit.ts';
import type { Authorizer } from './open.ts';

/**
 * An express middleware that lets a request through where the policies permit what `asked` makes of it. Nothing
 * means that nobody is signed in: 401; what is not permitted, or cannot be decided: 403. Both answers are JSON.
 *
 *     app.get('/photos/:id', authorize(authorizer, (request: Request<{ id: string }>) => ({
 *       principal: { type: 'User', id: request.user.id }, action: 'Action::"view"',
 *       resource: { type: 'Photo', id: request.params.id },
 *     })), (request, response) => …);
 *
 * The type of the request need not be written; then TypeScript does not know which parameters the path has.
 */
export const authorize =
  <Parameters = Request['params']>(
    authorizer: Authorizer,
    asked: (request: Request<Parameters>) => Asked | Promise<Asked>,
  ): RequestHandler<Parameters> =>
  async (request, response, next) => {
    try {
      const admission = await admit(authorizer, async () => asked(request));
      if (admission.admitted) next();
      else response.status(admission.status).json({ message: admission.message });
    } catch (error) {
      next(error); // express 4 does not await what a middleware returns
    }
  };
