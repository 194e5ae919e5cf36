import { count } from '../../messages/phrases';

/** Who can call the simulated AWS, and with what. */
interface SimulatedIdentity {
  readonly name: string;
  readonly accountId: string;
  readonly keys: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string };
}

/** What the user has to know about a simulated AWS that runs. */
export interface SimulatorFacts {
  readonly url: string;
  readonly scenario: string;
  readonly accounts: number;
  readonly regions: readonly string[];
  readonly management: SimulatedIdentity;
  readonly administrator: SimulatedIdentity;
}

/** How other clients reach a simulated AWS: lines to paste into a shell and into a configuration file. */
export function simulatorText({ url, scenario, accounts, regions, management, administrator }: SimulatorFacts): readonly string[] {
  const identities = [management, administrator];
  return [
    `SIMULATION (${scenario}): ${count(accounts, 'account')}, ${count(regions.length, 'Region')}. No AWS account is touched.`,
    `Listening on ${url}`,
    '',
    'In a shell:',
    `  export AWS_ENDPOINT_URL=${url}`,
    // The older AWS CLI knows only the second name of the Region.
    `  export AWS_REGION=${regions[0] ?? ''} AWS_DEFAULT_REGION=${regions[0] ?? ''}`,
    ...identities.flatMap(({ name, accountId, keys }) => [
      '',
      `  # ${name} ${accountId}`,
      `  export AWS_ACCESS_KEY_ID=${keys.accessKeyId}`,
      `  export AWS_SECRET_ACCESS_KEY=${keys.secretAccessKey}`,
      ...(keys.sessionToken === undefined ? [] : [`  export AWS_SESSION_TOKEN=${keys.sessionToken}`]),
    ]),
    '',
    'Or in ~/.aws/config:',
    ...identities.flatMap(({ name, keys }) => [
      `  [profile ${profileOf(name)}]`,
      `  endpoint_url = ${url}`,
      `  region = ${regions[0] ?? ''}`,
      `  aws_access_key_id = ${keys.accessKeyId}`,
      `  aws_secret_access_key = ${keys.secretAccessKey}`,
      ...(keys.sessionToken === undefined ? [] : [`  aws_session_token = ${keys.sessionToken}`]),
    ]),
    '',
    'Then, for example:',
    '  aws organizations list-accounts',
    '  npx provision-guardduty --regions all \\',
    `    --profile ${profileOf(management.name)} --admin-profile ${profileOf(administrator.name)}`,
    '',
    `State: GET ${url}/_simulator/state, …/calls; POST …/reset`,
    'Ctrl-C stops it; its state is lost then.',
  ];
}

const profileOf = (name: string): string => `simulated-${name.replace(/ .*/, '')}`;

/** One line for one request that the simulated AWS got. */
export function simulatedCallText(call: {
  readonly at: number;
  readonly account: string;
  readonly region: string;
  readonly service: string;
  readonly operation: string;
  readonly status: number;
  readonly error?: string;
}): string {
  const time = new Date(call.at).toISOString().slice(11, 23);
  const outcome = call.status === 0 ? 'no answer' : call.status.toString();
  const error = call.error === undefined ? '' : ` ${call.error}`;
  return `${time} ${call.account || 'unknown'} ${call.region} ${call.service} ${call.operation} ${outcome}${error}`;
}
