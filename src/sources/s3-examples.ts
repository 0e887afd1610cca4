import type { Example } from './source.ts';

const owner = '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be';

/** Lines of S3's server access logs. */
export const s3AccessExamples: readonly Example[] = [
  {
    name: 'an object that a user fetched',
    input: `${owner} ledger [01/May/2026:09:30:00 +0000] 203.0.113.7 arn:aws:iam::111122223333:user/hanako 3E57427F3EXAMPLE REST.GET.OBJECT q1.csv "GET /q1.csv?versionId=1 HTTP/1.1" 200 - 2662992 3462992 70 10 "-" "aws-cli/2.27.1" - hostid= SigV4 ECDHE-RSA-AES128-GCM-SHA256 AuthHeader ledger.s3.eu-west-1.amazonaws.com TLSv1.3 - -\n`,
    events: [
      {
        time: '2026-05-01T09:30:00.000Z',
        resource: 'ledger',
        principal: 'arn:aws:iam::111122223333:user/hanako',
        client_address: '203.0.113.7',
        method: 'REST.GET.OBJECT',
        path: 'q1.csv',
        query: 'versionId=1',
        status: 200,
        bytes_out: 2_662_992,
        milliseconds: 70,
        agent: 'aws-cli/2.27.1',
        referer: '',
        tls: 'TLSv1.3',
        host: 'ledger.s3.eu-west-1.amazonaws.com',
      },
    ],
  },
  {
    name: 'quotes inside of the request, the referrer and the agent',
    input: `${owner} ledger [01/May/2026:09:30:00 +0900] 203.0.113.7 - 3E57427F3EXAMPLE REST.GET.OBJECT a%22b "GET /a"b HTTP/1.1" 403 AccessDenied 243 - 7 - "https://x.example/?q="y"" "Evil "quoted" agent" - hostid= - ECDHE - ledger.s3.amazonaws.com TLSv1.2 - -\n`,
    events: [
      {
        time: '2026-05-01T00:30:00.000Z',
        principal: '',
        status: 403,
        action: 'AccessDenied',
        referer: 'https://x.example/?q="y"',
        agent: 'Evil "quoted" agent',
      },
    ],
  },
  {
    name: 'work that S3 did by itself has neither request nor agent, and old lines have fewer fields',
    input: [
      `${owner} ledger [01/May/2026:09:30:00 +0000] - AmazonS3 3E57427F3EXAMPLE S3.EXPIRE.OBJECT old.csv - - - - 512 - - - - - hostid= - - - - -`,
      `${owner} ledger [01/May/2026:09:30:00 +0000] 192.0.2.3 ${owner} 3E57427F3EXAMPLE REST.GET.VERSIONING - "GET /ledger?versioning HTTP/1.1" 200 - 113 - 7 - "-" "S3Console/0.4" -`,
    ].join('\n'),
    events: [
      { principal: 'AmazonS3', method: 'S3.EXPIRE.OBJECT', path: 'old.csv', status: 0, agent: '' },
      { method: 'REST.GET.VERSIONING', query: 'versioning', agent: 'S3Console/0.4', status: 200 },
    ],
  },
];
