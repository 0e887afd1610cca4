/** What listens on a port as a rule (source: IANA's registry); GuardDuty says `Unknown` for the others. */
const names: Readonly<Record<number, string>> = {
  20: 'FTP',
  21: 'FTP',
  22: 'SSH',
  23: 'Telnet',
  25: 'SMTP',
  53: 'DNS',
  80: 'HTTP',
  110: 'POP3',
  123: 'NTP',
  135: 'RPC',
  137: 'NetBIOS',
  139: 'NetBIOS',
  143: 'IMAP',
  389: 'LDAP',
  443: 'HTTPS',
  445: 'SMB',
  465: 'SMTPS',
  587: 'SMTP',
  853: 'DNS over TLS',
  993: 'IMAPS',
  995: 'POP3S',
  1433: 'MSSQL',
  1521: 'Oracle',
  3306: 'MySQL',
  3389: 'RDP',
  5432: 'PostgreSQL',
  5900: 'VNC',
  5985: 'WinRM',
  5986: 'WinRM',
  6379: 'Redis',
  6443: 'Kubernetes',
  9200: 'Elasticsearch',
  11211: 'Memcached',
  27017: 'MongoDB',
};

export const portName = (port: number): string => names[port] ?? 'Unknown';

/** A port on which servers listen: known, or below those that clients get. */
export const isServerPort = (port: number): boolean => port in names || port < 1024;
