import { expect, test } from 'vitest';
import { folder } from '#kernel';
import { isNetwork, textOfNetwork } from './entry.ts';
import type { ListFormat } from './list-format.ts';

const formats = await folder<ListFormat>(new URL('formats/', import.meta.url));

function read(name: string, text: string): string[] {
  const format = formats.find((one) => one.name === name);
  return [...(format?.entries(text) ?? [])].map((entry) =>
    [isNetwork(entry) ? textOfNetwork(entry) : entry.domain, entry.threat].join(' ').trim(),
  );
}

test.each([
  [
    'TXT',
    '203.0.113.1\r\n# a remark\n203.0.113.0/28 # scanner\n\n2001:DB8::/48\nEvil.Example.com.\nnot an address\n',
    ['203.0.113.1', '203.0.113.0/28', '2001:db8::/48', 'evil.example.com'],
  ],
  [
    'OTX_CSV',
    'Indicator type,Indicator,Description\nIPv4,203.0.113.1,"botnet, old"\nCIDR,198.51.100.0/24,\nhostname,c2.example.com,Panda\nFileHash-MD5,d41d8cd98f00b204e9800998ecf8427e,x\n',
    ['203.0.113.1 botnet, old', '198.51.100.0/24', 'c2.example.com Panda'],
  ],
  [
    'AWS_RANGES',
    '{"syncToken":"1","prefixes":[{"ip_prefix":"3.5.140.0/22","region":"ap-northeast-2","service":"AMAZON"},{"ip_prefix":"3.5.140.0/22","region":"ap-northeast-2","service":"S3"}],"ipv6_prefixes":[{"ipv6_prefix":"2600:1f14::/35","region":"us-west-2","service":"AMAZON"}]}',
    ['3.5.140.0/22 ap-northeast-2', '2600:1f14::/35 us-west-2'],
  ],
  [
    'JSON',
    '{"version":"8.0","relays":[{"n":"one","a":["203.0.113.1","[2001:db8::9]:9001"],"r":true},{"a":["203.0.113.2:443"],"c":["c2.example.com",7,null]}]}',
    ['c2.example.com', '203.0.113.2', '2001:db8::9', '203.0.113.1'],
  ],
  [
    'ALIEN_VAULT',
    '203.0.113.1#4#2#Malicious Host#US#Springfield#37.75,-97.8#3\n#not one\n',
    ['203.0.113.1 Malicious Host'],
  ],
  [
    'PROOF_POINT',
    'ip, category, score, first_seen, last_seen, ports (|)\n203.0.113.1, CnC, 100, 2026-01-01, 2026-01-02, 443\nevil.example.com, SpywareCnC, 90, , ,\n',
    ['203.0.113.1 CnC', 'evil.example.com SpywareCnC'],
  ],
  [
    'FIRE_EYE',
    'reportId,title,sourceIp,cidr,domain,ip,malwareFamily\n1,"A, B",,198.51.100.0/24,,203.0.113.1,Zeus\n2,Only title,,,evil.example.com,,\n',
    ['203.0.113.1 Zeus', '198.51.100.0/24 Zeus', 'evil.example.com Only title'],
  ],
  [
    'STIX',
    '<?xml version="1.0"?><stix:STIX_Package xmlns:stix="http://stix.mitre.org/stix-1"><AddressObj:Address_Value condition="Equals" apply_condition="ANY">203.0.113.1##comma##203.0.113.2</AddressObj:Address_Value><DomainNameObj:Value>evil.example.com</DomainNameObj:Value><x:Title>1.2.3.4</x:Title></stix:STIX_Package>',
    ['203.0.113.1', '203.0.113.2', 'evil.example.com'],
  ],
])('%s: addresses, ranges and domains are read, all else is passed over', (name, text, expected) => {
  expect(read(name, text)).toEqual(expected);
});

test('every format reads nothing from nonsense, and ends', () => {
  const nonsense = [
    '',
    '\n\n\n',
    '<'.repeat(100_000),
    '"'.repeat(100_000),
    ','.repeat(100_000),
    '<Value>'.repeat(20_000),
    '\0\uFFFD',
  ];
  for (const { name } of formats) for (const text of nonsense) expect(read(name, text), name).toEqual([]);
});
