import { z } from 'zod';
import { operation } from '#aws';
import { listSessions } from '../sessions.ts';
import type { WebContext } from '../tokens.ts';

const iso = (time: number): string => new Date(Number(time)).toISOString();

export default operation<WebContext>()({
  name: 'ListSessions',
  about: 'The sign-ins on the page that have not ended: your own, or everybody’s for an administrator.',
  input: z.strictObject({ everybody: z.boolean().default(false) }),
  output: z.strictObject({
    sessions: z.array(
      z.strictObject({
        id: z.string(),
        person: z.string(),
        method: z.string().describe('link, password, passkey or oidc'),
        address: z.string(),
        agent: z.string(),
        createdAt: z.iso.datetime(),
        seenAt: z.iso.datetime(),
        expiresAt: z.iso.datetime(),
        current: z.boolean().describe('True for the one that asks'),
      }),
    ),
  }),
  async handle({ everybody }, context, { caller }) {
    const all = everybody && caller.role === 'administrator';
    const rows = await listSessions(all ? undefined : caller.name, context);
    return {
      sessions: rows.map(({ id, person, method, address, agent, ...times }) => ({
        id,
        person,
        method,
        address,
        agent,
        createdAt: iso(times.created_at),
        seenAt: iso(times.seen_at || times.created_at),
        expiresAt: iso(times.expires_at),
        current: id === caller.session,
      })),
    };
  },
});
