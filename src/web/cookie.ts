import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

interface OverNode {
  Bindings: HttpBindings;
}

/**
 * The cookie that carries a session. Cookies do not tell ports apart, so the name does: two Yaguras on one
 * machine do not sign each other's people out. Over TLS the prefix `__Host-` keeps subdomains from planting one.
 */
export class SessionCookie {
  readonly secure: boolean;

  constructor(secure: boolean) {
    this.secure = secure;
  }

  read<Served extends OverNode>(context: Context<Served>): string | undefined {
    return getCookie(context, this.#name(context));
  }

  set<Served extends OverNode>(context: Context<Served>, token: string, hours: number): void {
    const maxAge = Math.floor(hours * 3600);
    setCookie(context, this.#name(context), token, { ...this.#flags(), maxAge });
  }

  clear<Served extends OverNode>(context: Context<Served>): void {
    deleteCookie(context, this.#name(context), this.#flags());
  }

  #name<Served extends OverNode>(context: Context<Served>): string {
    return `${this.secure ? '__Host-' : ''}yagura-${context.env.incoming.socket.localPort}`;
  }

  #flags() {
    return { path: '/', httpOnly: true, sameSite: 'Strict', secure: this.secure } as const;
  }
}
