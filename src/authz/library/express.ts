import type { Request, RequestHandler } from 'express';
import { admit } from './admit.ts';
import type { AccessRequest, Authorizer } from './open.ts';

/**
 * An express middleware that lets a request through where the policies permit what `asked` makes of it. `undefined`
 * means that nobody is signed in: 401; what is not permitted, or cannot be decided: 403. Both answers are JSON.
 *
 *     app.get('/photos/:id', authorize(authorizer, (request) => ({
 *       principal: { type: 'User', id: request.user.id }, action: 'Action::"view"',
 *       resource: { type: 'Photo', id: request.params.id },
 *     })), (request, response) => …);
 */
export const authorize =
  (
    authorizer: Authorizer,
    asked: (request: Request) => AccessRequest | undefined | Promise<AccessRequest | undefined>,
  ): RequestHandler =>
  async (request, response, next) => {
    try {
      const admission = await admit(authorizer, async () => asked(request));
      if (admission.admitted) next();
      else response.status(admission.status).json({ message: admission.message });
    } catch (error) {
      next(error); // express 4 does not await what a middleware returns
    }
  };
