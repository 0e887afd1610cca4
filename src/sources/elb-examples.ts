import type { Example } from './source.ts';

const targetGroup = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/shop/0123456789abcdef';

/** Lines of Application Load Balancers. */
export const albExamples: readonly Example[] = [
  {
    name: 'a request over TLS',
    input: `https 2026-05-01T09:30:00.123456Z app/shop/50dc6c495c0c9188 203.0.113.7:40123 10.0.1.20:8080 0.001 0.045 0.000 200 200 812 5120 "GET https://shop.example.com:443/cart?item=7 HTTP/2.0" "Mozilla/5.0 (X11; Linux x86_64)" TLS_AES_128_GCM_SHA256 TLSv1.3 ${targetGroup} "Root=1-0-0" "shop.example.com" "session-reused" 10 2026-05-01T09:30:00.077000Z "waf,forward" "-" "-" "10.0.1.20:8080" "200" "-" "-" TID_1\n`,
    events: [
      {
        time: '2026-05-01T09:30:00.123Z',
        account: '111122223333',
        region: 'eu-west-1',
        resource: 'app/shop/50dc6c495c0c9188',
        client_address: '203.0.113.7',
        client_port: 40_123,
        method: 'GET',
        host: 'shop.example.com',
        path: '/cart',
        query: 'item=7',
        status: 200,
        action: 'waf,forward',
        bytes_in: 812,
        bytes_out: 5120,
        milliseconds: 46,
        agent: 'Mozilla/5.0 (X11; Linux x86_64)',
        tls: 'TLSv1.3',
      },
    ],
  },
  {
    name: 'a request that no target answered, from IPv6, with quotes in the agent',
    input: `http 2026-05-01T09:30:00.5Z app/shop/50dc6c495c0c9188 [2001:db8::7]:40123 - -1 -1 -1 503 - 34 366 "GET http://192.0.2.80:80/a b?c HTTP/1.1" "say \\"hi\\" (x)" - - - "Root=1-0-1" "-" "-" 0 2026-05-01T09:30:00.4Z "forward" "-" "-" "-" "-" "-" "-"\n`,
    events: [
      {
        client_address: '2001:db8::7',
        host: '192.0.2.80',
        path: '/a b',
        query: 'c',
        status: 503,
        milliseconds: 0,
        agent: 'say "hi" (x)',
        account: '',
      },
    ],
  },
  {
    name: 'a line of the first version of the log, which ends with the trace',
    input: `http 2016-08-10T22:08:42.945958Z app/shop/50dc6c495c0c9188 192.0.2.7:2817 10.0.0.1:80 0.0 0.001 0.0 200 200 34 366 "GET http://shop.example.com:80/ HTTP/1.1" "curl/7.46.0" - - ${targetGroup} "Root=1-58337262-36d228ad5d99923122bbe354"\n`,
    events: [{ method: 'GET', path: '/', agent: 'curl/7.46.0', action: '' }],
  },
];

/** Lines of Classic Load Balancers. */
export const classicExamples: readonly Example[] = [
  {
    name: 'a request',
    input:
      '2026-05-01T09:30:00.123456Z shop-lb 203.0.113.7:2817 10.0.0.1:80 0.000073 0.001048 0.000057 200 200 0 29 "POST http://shop.example.com:80/login HTTP/1.1" "curl/8.5.0" - -\n',
    events: [
      {
        resource: 'shop-lb',
        client_address: '203.0.113.7',
        method: 'POST',
        host: 'shop.example.com',
        path: '/login',
        status: 200,
        bytes_out: 29,
        milliseconds: 1.178,
        agent: 'curl/8.5.0',
      },
    ],
  },
  {
    name: 'a connection of a TCP listener has no request',
    input:
      '2026-05-01T09:30:00.5Z shop-lb 203.0.113.7:2817 10.0.0.1:80 0.001069 0.000028 0.000041 - - 82 305 "- - - " "-" - -\n',
    events: [{ method: '', path: '', host: '', bytes_in: 82, bytes_out: 305, status: 0 }],
  },
];

/** Lines of Network Load Balancers. */
export const networkExamples: readonly Example[] = [
  {
    name: 'a TLS connection',
    input:
      'tls 2.0 2026-05-01T09:30:00 net/edge/c6e77e28c25b2234 g3d4b5e8bb8464cd 203.0.113.7:51341 10.0.0.185:443 5 2 98 246 - arn:aws:acm:eu-west-1:111122223333:certificate/2a108f19 - ECDHE-RSA-AES128-SHA tlsv12 - api.example.com - - - 2026-05-01T09:29:59\n',
    events: [
      {
        time: '2026-05-01T09:30:00.000Z',
        account: '111122223333',
        resource: 'net/edge/c6e77e28c25b2234',
        client_address: '203.0.113.7',
        host: 'api.example.com',
        bytes_in: 98,
        milliseconds: 5,
        tls: 'tlsv12',
      },
    ],
  },
];
