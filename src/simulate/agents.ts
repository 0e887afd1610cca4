import type { Person } from './people.ts';

const clients: Readonly<Record<Person['system'], { browser: string; cli: string; terraform: string }>> = {
  macos: {
    browser:
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    cli: 'aws-cli/2.31.9 md/awscrt#0.27.6 ua/2.1 os/macos#25.1.0 md/arch#arm64 lang/python#3.13.7',
    terraform: 'os/macos lang/go#1.24.6 md/GOOS#darwin md/GOARCH#arm64',
  },
  windows: {
    browser:
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
    cli: 'aws-cli/2.30.2 md/awscrt#0.27.6 ua/2.1 os/windows#11 md/arch#amd64 lang/python#3.13.7',
    terraform: 'os/windows lang/go#1.24.6 md/GOOS#windows md/GOARCH#amd64',
  },
  linux: {
    browser: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
    cli: 'aws-cli/2.31.20 md/awscrt#0.28.2 ua/2.1 os/linux#6.12.48-generic md/arch#x86_64 lang/python#3.13.7',
    terraform: 'os/linux lang/go#1.24.6 md/GOOS#linux md/GOARCH#amd64',
  },
};

/** With what a person works: the console in a browser, the command line, or Terraform. */
export type Tool = 'console' | 'cli' | 'terraform';

/** The user agent of a person's tool when it makes the call `service:Operation`. */
export function agentOf(person: Pick<Person, 'system'>, tool: Tool, call: string): string {
  const client = clients[person.system];
  const service = call.slice(0, call.indexOf(':'));
  if (tool === 'console') return client.browser;
  if (tool === 'cli')
    return `${client.cli} md/pyimpl#CPython cfg/retry-mode#standard md/installer#exe md/prompt#off md/command#${command(call)}`;
  return `APN/1.0 HashiCorp/1.0 Terraform/1.13.3 (+https://www.terraform.io) terraform-provider-aws/6.17.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.39.2 ua/2.1 ${client.terraform} api/${service}`;
}

/** The part `ec2.describe-instances` of a command line's user agent. */
export function command(call: string): string {
  const [service = '', name = ''] = call.split(':');
  const words = name.replace(/[0-9v]+$/, '').replaceAll(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-');
  return `${service}.${words.toLowerCase()}`;
}

/** User agents of programs that run in AWS. */
export const sdkAgents = {
  python:
    'Boto3/1.40.55 md/Botocore#1.40.55 ua/2.1 os/linux#5.10.244-267.968.amzn2.x86_64 md/arch#x86_64 lang/python#3.13.7 md/pyimpl#CPython exec-env/AWS_Lambda_python3.13 cfg/retry-mode#legacy Botocore/1.40.55',
  node: 'aws-sdk-js/3.913.0 ua/2.1 os/linux#5.10.244-240.965.amzn2.x86_64 lang/js md/nodejs#22.20.0 exec-env/AWS_ECS_FARGATE m/E,e',
  java: 'aws-sdk-java/2.35.7 md/io#sync md/http#Apache ua/2.1 os/Linux#5.10.244-240.965.amzn2.x86_64 lang/java#21.0.8 md/OpenJDK_64-Bit_Server_VM md/vendor#Amazon.com_Inc. exec-env/AWS_ECS_FARGATE m/D,E',
  instance: 'aws-sdk-go-v2/1.39.2 ua/2.1 os/linux lang/go#1.24.6 md/GOOS#linux md/GOARCH#arm64 m/G',
  systemsManager: 'aws-sdk-go/1.55.8 (go1.24.6; linux; arm64) amazon-ssm-agent/3.3.3050.0',
} as const;
