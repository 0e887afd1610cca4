import { once } from 'node:events';
import type { Server } from 'node:net';
import { serve } from '@hono/node-server';
import express, { type Request } from 'express';
import { Hono, type Context } from 'hono';
import { describe, expect, it } from 'vitest';
import { authorize as forExpress } from './express.ts';
import { authorize as forHono } from './hono.ts';
import { open, type AccessRequest } from './open.ts';
import { photos, TemporaryFolder } from './photos.contract.ts';

const asked = (user: string | undefined, photo: string): AccessRequest | undefined =>
  user === undefined
    ? undefined
    : { principal: { type: 'User', id: user }, action: 'Action::"view"', resource: { type: 'Photo', id: photo } };

async function statuses(address: ReturnType<Server['address']>): Promise<unknown[]> {
  const port = typeof address === 'object' ? address?.port : undefined;
  const get = async (path: string, user?: string): Promise<number> =>
    (await fetch(`http://127.0.0.1:${port}/photos/${path}`, user === undefined ? {} : { headers: { user } })).status;
  return [await get('beach', 'alice'), await get('beach', 'bob'), await get('diary', 'bob'), await get('beach')];
}
const expected = [200, 200, 403, 401];

describe('The middleware', () => {
  it('lets through in hono what the policies permit, and nothing else', async () => {
    await using folder = await TemporaryFolder.with(photos);
    const authorizer = await open(folder.path);
    interface SignedIn {
      Variables: { user: string | undefined };
    }
    const app = new Hono<SignedIn>()
      .use(async (context, next) => {
        context.set('user', context.req.header('user'));
        await next();
      })
      .get(
        '/photos/:id',
        forHono(authorizer, (context: Context<SignedIn, '/photos/:id'>) =>
          asked(context.get('user'), context.req.param('id')),
        ),
        (context) => context.text(`seen by ${context.get('user')}`),
      );
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
    await once(server, 'listening');
    expect(await statuses(server.address())).toEqual(expected);
    server.close();
  });

  it('lets through in express what the policies permit, and nothing else', async () => {
    await using folder = await TemporaryFolder.with(photos);
    const authorizer = await open(folder.path);
    const app = express();
    app.get(
      '/photos/:id',
      forExpress(authorizer, (request: Request<{ id: string }>) => asked(request.header('user'), request.params.id)),
      (request, response) => void response.send(`seen ${request.params.id}`),
    );
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    expect(await statuses(server.address())).toEqual(expected);
    server.close();
  });

  it('takes a request that cannot be read for a no', async () => {
    await using folder = await TemporaryFolder.with(photos);
    const authorizer = await open(folder.path);
    const app = new Hono().get(
      '/',
      forHono(authorizer, () => ({ principal: 'alice', action: 'Action::"view"', resource: 'Photo::"beach"' })),
      (context) => context.text('seen'),
    );
    const answer = await app.request('/');
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ message: expect.stringContaining('"alice" is no name of an entity') });
    const nobody = new Hono().get(
      '/',
      forHono(authorizer, () => null),
      (context) => context.text('seen'),
    );
    expect((await nobody.request('/')).status).toBe(401);
  });
});
