import type { Example } from './source.ts';

const request = {
  timestamp: Date.parse('2026-05-01T09:30:00.250Z'),
  formatVersion: 1,
  webaclId: 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/shop/0000',
  terminatingRuleId: 'block-injection',
  terminatingRuleType: 'REGULAR',
  action: 'BLOCK',
  httpSourceName: 'ALB',
  httpSourceId: '111122223333-app/shop/50dc6c495c0c9188',
  ruleGroupList: [],
  responseCodeSent: 403,
  httpRequest: {
    clientIp: '203.0.113.7',
    country: 'NL',
    headers: [
      { name: 'Host', value: 'shop.example.com' },
      { name: 'User-Agent', value: 'sqlmap/1.8' },
    ],
    uri: '/item',
    args: "id=1'--",
    httpVersion: 'HTTP/1.1',
    httpMethod: 'GET',
    requestId: '1-0-0',
  },
};

const ofRequest = {
  time: '2026-05-01T09:30:00.250Z',
  account: '111122223333',
  region: 'eu-west-1',
  client_address: '203.0.113.7',
  country: 'NL',
  method: 'GET',
  host: 'shop.example.com',
  path: '/item',
  query: "id=1'--",
  status: 403,
  action: 'BLOCK',
  rule: 'block-injection',
  agent: 'sqlmap/1.8',
};

/** Requests that a web ACL judged. */
export const wafExamples: readonly Example[] = [
  { name: 'a request that was blocked', input: `${JSON.stringify(request)}\n`, events: [ofRequest] },
  {
    name: 'a request that was let through, without body or answer of its own',
    input: JSON.stringify({ ...request, action: 'ALLOW', terminatingRuleId: 'Default_Action', responseCodeSent: null }),
    events: [{ action: 'ALLOW', rule: 'Default_Action', status: 0 }],
  },
  {
    name: 'a message of a CloudWatch Logs subscription',
    input: JSON.stringify({
      messageType: 'DATA_MESSAGE',
      logEvents: [{ id: '1', timestamp: 1, message: JSON.stringify(request) }],
    }),
    events: [ofRequest],
  },
];
