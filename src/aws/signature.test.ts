import { createHmac } from 'node:crypto';
import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amzTime } from './amz-time.ts';
import { AuthFailure } from './auth-failure.ts';
import { canonicalPath, canonicalQuery } from './canonical-request.ts';
import { localCaller } from './caller.ts';
import { readClaim } from './claim.ts';
import type { Credential } from './door.ts';
import { SigningKey, SigningKeys } from './signing-keys.ts';
import { checkSignature, checkTime, checkToken } from './verify.ts';
import type { WireRequest } from './wire.ts';

const now = new Date('2026-11-26T09:00:00Z');
const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const credential: Credential = { secret: secretAccessKey, caller: localCaller('aiko', 'analyst') };
const keys = new SigningKeys();

/** The SDKs' own signer: the peer against which ours is tried. */
const signer = (service: string, sessionToken?: string): SignatureV4 =>
  new SignatureV4({
    service,
    region: 'ap-northeast-1',
    credentials: {
      accessKeyId: 'AKIAEXAMPLE',
      secretAccessKey,
      ...(sessionToken === undefined ? {} : { sessionToken }),
    },
    sha256: Sha256,
    uriEscapePath: service !== 's3',
  });

interface Plain {
  readonly method: string;
  readonly path: string;
  readonly query: Record<string, string | string[] | null>;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** The request as node's server would hand it over. */
const wire = ({ method, path, query, headers, body }: Plain): WireRequest => ({
  method,
  path,
  query: Object.entries(query)
    .flatMap(([name, values]) => [values ?? []].flat().map((value) => `${escaped(name)}=${escaped(value)}`))
    .join('&'),
  headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
  rawHeaders: Object.entries(headers).flat(),
  body: Buffer.from(body),
});

const escaped = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);

const plain = (change: Partial<Plain> = {}): Plain & { protocol: string; hostname: string } => ({
  method: 'POST',
  protocol: 'http:',
  hostname: '127.0.0.1',
  path: '/detector/abc/findings',
  query: {},
  headers: { host: '127.0.0.1:7979', 'content-type': 'application/json' },
  body: '{"MaxResults":5}',
  ...change,
});

const signed = async (request: Partial<Plain>, service = 'guardduty', token?: string): Promise<WireRequest> =>
  wire({ ...plain(request), ...(await signer(service, token).sign(plain(request), { signingDate: now })) });

const presigned = async (request: Partial<Plain>, expiresIn = 300): Promise<WireRequest> => {
  const bare = plain({ method: 'GET', body: '', headers: { host: '127.0.0.1:7979' }, ...request });
  return wire({ ...bare, ...(await signer('sts').presign(bare, { signingDate: now, expiresIn })) });
};

function verify(request: WireRequest, { at = now, key = credential } = {}): void {
  const claim = readClaim(request);
  checkTime(claim, at);
  checkToken(claim, key, at);
  checkSignature(request, claim, key.secret, keys);
}

const failure = (work: () => unknown): AuthFailure => {
  try {
    work();
  } catch (error) {
    if (error instanceof AuthFailure) return error;
    throw error;
  }
  throw new Error('It was taken as good.');
};

const text = fc.string({ unit: 'binary', maxLength: 20 });
const segment = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }).map((name) => escaped(name));
const request = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE'),
  path: fc.array(fc.oneof(segment, fc.constantFrom('.', '..', '')), { maxLength: 6 }).map((all) => `/${all.join('/')}`),
  // The SDK's signer loses a parameter named __proto__, or signs another request than it sends.
  query: fc.dictionary(
    text.filter((name) => name !== '__proto__'),
    fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 3 })),
    { maxKeys: 5 },
  ),
  headers: fc
    .dictionary(fc.stringMatching(/^x-[a-z]{1,8}$/), fc.stringMatching(/^[ -~]{0,30}$/), { maxKeys: 4 })
    .map((headers) => ({ host: 'yagura.example:7979', ...headers })),
  body: fc.string({ unit: 'binary', maxLength: 100 }),
});
const service = fc.constantFrom('guardduty', 'sts', 's3');

describe('a signing key', () => {
  it('signs as HMAC-SHA-256 does, a long text and then a short one', () => {
    const letters = fc.string({ unit: 'binary-ascii', maxLength: 1024 });
    const keyBytes = fc.uint8Array({ maxLength: 64 });
    fc.assert(
      fc.property(keyBytes, fc.array(letters, { minLength: 1, maxLength: 4 }), (bytes, texts) => {
        const key = new SigningKey(bytes);
        for (const text of texts) expect(key.sign(text)).toBe(createHmac('sha256', bytes).update(text).digest('hex'));
      }),
    );
  });
});

describe('what the SDKs sign', () => {
  it('is taken, whatever the request', async () => {
    await fc.assert(
      fc.asyncProperty(request, service, fc.option(text), async (given, name, token) => {
        const session = token === null || token.trim() === '' || /[^ -~]/.test(token) ? undefined : token.trim();
        fc.pre(session === undefined || !/ {2}/.test(session));
        const sent = await signed(given, name, session);
        verify(sent, { key: { ...credential, sessionToken: session } });
      }),
      { numRuns: 300 },
    );
  });

  it('is taken when it is presigned, whatever the query', async () => {
    await fc.assert(
      fc.asyncProperty(request, async ({ path, query }) => verify(await presigned({ path, query }))),
      { numRuns: 100 },
    );
  });

  it('is refused with another secret, and after any change on the way', async () => {
    const change = fc.constantFrom<(sent: WireRequest) => WireRequest>(
      (sent) => ({ ...sent, method: sent.method === 'GET' ? 'PUT' : 'GET' }),
      (sent) => ({ ...sent, path: `${sent.path}x` }),
      (sent) => ({ ...sent, query: `${sent.query}&x=1` }),
      (sent) => ({ ...sent, body: Buffer.concat([sent.body, Buffer.from(' ')]) }),
      (sent) => ({ ...sent, rawHeaders: [...sent.rawHeaders, 'host', 'evil.example'] }),
      (sent) => withHeader(sent, 'x-amz-date', '20261126T090001Z'),
      (sent) => withHeader(sent, 'authorization', flipped(String(sent.headers['authorization']))),
    );
    await fc.assert(
      fc.asyncProperty(request, change, async (given, changed) => {
        const sent = await signed(given);
        expect(failure(() => verify(changed(sent))).kind).toBe('mismatch');
        expect(failure(() => verify(sent, { key: { ...credential, secret: 'another' } })).kind).toBe('mismatch');
      }),
      { numRuns: 150 },
    );
  });
});

const withHeader = (sent: WireRequest, name: string, value: string): WireRequest => {
  const raw = [...sent.rawHeaders];
  const at = raw.findIndex((text, index) => index % 2 === 0 && text.toLowerCase() === name);
  if (at < 0) raw.push(name, value);
  else raw[at + 1] = value;
  return { ...sent, headers: { ...sent.headers, [name]: value }, rawHeaders: raw };
};
const flipped = (text: string): string => text.slice(0, -1) + (text.endsWith('0') ? '1' : '0');

describe('the clock', () => {
  const minutes = (count: number): Date => new Date(now.getTime() + count * 60_000);

  it.each([
    [15, undefined],
    [15.1, 'Signature expired: 20261126T090000Z is now earlier than 20261126T090006Z (20261126T091506Z - 15 min.)'],
    [-15, undefined],
    [-15.1, 'Signature not yet current: 20261126T090000Z is still later than 20261126T085954Z'],
  ])('may be %s minutes apart: %s', async (apart, message) => {
    const sent = await signed({});
    if (message === undefined) verify(sent, { at: minutes(apart) });
    else
      expect(failure(() => verify(sent, { at: minutes(apart) }))).toMatchObject({
        kind: 'skewed',
        message: expect.stringContaining(message),
      });
  });

  it('ends a presigned request after the seconds that it names, and not before', async () => {
    const sent = await presigned({}, 3600);
    verify(sent, { at: minutes(60) });
    expect(failure(() => verify(sent, { at: minutes(60.1) })).kind).toBe('presignedEnded');
    expect(failure(() => verify(sent, { at: minutes(-16) })).kind).toBe('skewed');
  });
});

describe('the session token', () => {
  const temporary = { ...credential, sessionToken: 'token', expires: new Date(now.getTime() + 60_000) };

  it('must be the one of the key, and must not have ended', async () => {
    const [right, wrong, none] = await Promise.all([
      signed({}, 'sts', 'token'),
      signed({}, 'sts', 'tokem'),
      signed({}, 'sts'),
    ]);
    verify(right, { key: temporary });
    expect(failure(() => verify(none, { key: temporary })).kind).toBe('tokenInvalid');
    expect(failure(() => verify(wrong, { key: temporary })).kind).toBe('tokenInvalid');
    expect(failure(() => verify(wrong)).kind).toBe('tokenInvalid');
    expect(failure(() => verify(right, { key: { ...temporary, expires: now } })).kind).toBe('tokenEnded');
  });
});

describe('half a signature', () => {
  const authorization = (text: string): WireRequest => {
    const bare = wire(plain({ headers: { host: 'h', 'x-amz-date': amzTime(now.getTime()), authorization: text } }));
    return bare;
  };
  const scope = 'AKIAEXAMPLE/20261126/us-east-1/sts/aws4_request';
  const digits = '0'.repeat(64);

  it.each([
    ['Basic YTpi', 'incomplete', 'Sign it with AWS4-HMAC-SHA256'],
    ['AWS AKIAEXAMPLE:abc=', 'incomplete', 'not known here'],
    ['AWS4-ECDSA-P256-SHA256 Credential=a', 'unsupported', 'SigV4a'],
    ['AWS4-HMAC-SHA256', 'incomplete', 'Credential'],
    [`AWS4-HMAC-SHA256 Credential=${scope}`, 'incomplete', 'SignedHeaders'],
    [`AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host`, 'incomplete', 'Signature (64'],
    [
      `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=x-amz-date, Signature=${digits}`,
      'incomplete',
      'host among them',
    ],
    [
      `AWS4-HMAC-SHA256 Credential=AKIA/x, SignedHeaders=host, Signature=${digits}`,
      'incomplete',
      'Credential (KEY/DAY',
    ],
    [
      `AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/20261125/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=${digits}`,
      'mismatch',
      'Date in Credential scope',
    ],
    [
      `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=${digits}`,
      'mismatch',
      'not signed: x-amz-date',
    ],
  ])('%s is refused as %s', (header, kind, message) => {
    expect(failure(() => verify(authorization(header)))).toMatchObject({
      kind,
      message: expect.stringContaining(message),
    });
  });

  it('is none at all without header and query, and refused when there are both', async () => {
    expect(failure(() => readClaim(wire(plain())))).toMatchObject({ kind: 'missing' });
    const both = withHeader(await presigned({}), 'authorization', 'AWS4-HMAC-SHA256 x');
    expect(failure(() => readClaim(both)).message).toContain('signed twice');
  });

  it('is a body that was not signed', async () => {
    for (const told of ['UNSIGNED-PAYLOAD', 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD', digits]) {
      const sent = await signed({ headers: { host: 'h', 'x-amz-content-sha256': told } });
      expect(failure(() => verify(sent))).toMatchObject({ kind: 'mismatch', message: expect.stringContaining('body') });
    }
  });

  it.each(['0', '604801', '-1', 'x', '1e3'])('is presigned for %s seconds', async (seconds) => {
    const sent = await presigned({});
    const changed = { ...sent, query: sent.query.replace('X-Amz-Expires=300', `X-Amz-Expires=${seconds}`) };
    expect(failure(() => readClaim(changed)).message).toContain('X-Amz-Expires');
  });
});

describe('the canonical request', () => {
  it.each([
    ['/', '/'],
    ['/a/./b//c/../d/', '/a/b/d/'],
    ['/../..', '/'],
    ['/a%2Fb/~x', '/a%252Fb/~x'],
  ])('has for the path %s the path %s', (path, canonical) => {
    expect(canonicalPath(path)).toBe(canonical);
  });

  it.each([
    ['b=2&a=2&a=1', 'a=1&a=2&b=2'],
    ['a', 'a='],
    ['a=%7e%2f', 'a=~%2F'],
    ['a=1&X-Amz-Signature=0', 'a=1'],
    ['a=100%', 'a=100%25'],
    ['a-b=1&a=1', 'a=1&a-b=1'],
  ])('has for the query %s the query %s', (query, canonical) => {
    expect(canonicalQuery(query)).toBe(canonical);
  });
});
