import { remembered } from '#kernel';

/** Programs by what their user agent says of them, the telling ones first: Terraform is built with an SDK for Go. */
const programs: readonly (readonly [name: string, mark: RegExp])[] = [
  ['Terraform', /terraform/i],
  ['OpenTofu', /opentofu/i],
  ['Pulumi', /pulumi/i],
  ['CloudFormation', /^cloudformation/i],
  ['AWS CLI', /aws-cli\//i],
  ['Boto3', /boto(?:3|core)\//i],
  ['AWS SDK for Go', /aws-sdk-go/i],
  ['AWS SDK for Java', /aws-sdk-java|aws-internal\/3.*java/i],
  ['AWS SDK for JavaScript', /aws-sdk-(?:js|nodejs)/i],
  ['AWS SDK for Ruby', /aws-sdk-ruby/i],
  ['AWS SDK for PHP', /aws-sdk-php/i],
  ['AWS SDK for .NET', /aws-sdk-dotnet/i],
  ['AWS SDK for Rust', /aws-sdk-rust/i],
  ['AWS SDK for C++', /aws-sdk-cpp/i],
  ['AWS SDK for Kotlin', /aws-sdk-kotlin/i],
  ['AWS Tools for PowerShell', /awspowershell/i],
  ['browser', /^\[?(?:mozilla|s3console|aws-internal|signin|console)/i],
];

/** The distributions made for attacks stand before Linux, which they are. */
const systems: readonly (readonly [name: string, mark: RegExp])[] = [
  ['Kali Linux', /kali/i],
  ['Parrot', /parrot/i],
  ['Pentoo', /pentoo/i],
  ['Windows', /windows/i],
  ['macOS', /mac ?os|darwin|os\/macos|macintosh/i],
  ['Linux', /linux/i],
];

/**
 * Program and system of a user agent, without versions, which change every week: `AWS CLI on macOS`. Empty for a
 * service of AWS that acts for somebody, and where the log has none.
 */
export const toolOf = remembered((agent) => {
  if (agent === '' || agent === 'AWS Internal' || /^[\w.-]+\.amazonaws\.com$/i.test(agent)) return '';
  const program = nameIn(programs, agent) ?? firstWord(agent);
  const system = nameIn(systems, agent);
  return system === undefined ? program : `${program} on ${system}`;
});

const nameIn = (table: typeof programs, agent: string): string | undefined =>
  table.find(([, mark]) => mark.test(agent))?.[0];

/** The product of an agent that nobody knows: what stands before its version. */
const firstWord = (agent: string): string => /^[^/\s]{1,40}/.exec(agent.replace(/^\[/, ''))?.[0] ?? agent.slice(0, 40);
