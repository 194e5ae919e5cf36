import { Command } from 'commander';

/** What commander hands over for `simulator`. */
export interface RawSimulatorOptions {
  readonly port: string;
  readonly scenario: string;
  readonly printScenario?: string;
  readonly verbose?: boolean;
}

const afterHelp = `
It prints its address and the credentials that other clients need, and runs
until Ctrl-C. It listens on 127.0.0.1 only.

Examples:
  $ provision-guardduty simulator --scenario enterprise --verbose
  $ provision-guardduty simulator --print-scenario small > my-scenario.json
  $ provision-guardduty simulator --scenario my-scenario.json --port 0
`;

/** The options of `provision-guardduty simulator`. */
export function simulatorCommand(): Command {
  return new Command('simulator')
    .description('run the simulated AWS as a server, for this and other clients')
    .helpOption('-h, --help', 'print this help')
    .allowExcessArguments(false)
    .option('--port <n>', 'where to listen on 127.0.0.1; 0: any free port', '4577')
    .option('--scenario <name or file>', 'small, enterprise, brownfield, export, fresh-10k or a file', 'small')
    .option('--print-scenario <name>', 'print a built-in scenario as a file to start from, and end')
    .option('--verbose', 'print every request')
    .addHelpText('after', afterHelp);
}
