import { CommanderError, type Command, type OutputConfiguration } from 'commander';
import { ProvisionError, UsageError } from '../domain/errors';
import { redact } from '../domain/redact';
import type { RolloutSettings } from '../domain/settings';
import type { ExitCode } from '../plan/exit-code';
import { createPalette } from '../reporters/text/palette';
import { errorText } from '../reporters/text/error-text';
import { addIamPolicy } from './iam-policy';
import { Interrupted } from './interruption';
import { offboardCommand, parseOffboardSettings, type RawOffboardOptions } from './offboard-command';
import { createProgram, type RawOptions } from './program';
import { parseIdentities } from './parse-identities';
import { parseSettings } from './parse-settings';
import { refuseArguments, refuseMisplacedOptions, refuseSwallowedOptions } from './refuse-arguments';
import { simulatorCommand, type RawSimulatorOptions } from './simulator-command';
import { canAsk, wantsColour, widthOf, type Terminal } from './terminal';
import { version } from '../../package.json';

function write(stream: Terminal['stderr'], lines: readonly string[]): void {
  stream.write(`${lines.join('\n')}\n`);
}

function requireConsent(options: RawOptions, settings: RolloutSettings, terminal: Terminal): void {
  if (settings.mode !== 'apply' || options.yes === true || canAsk(terminal)) return;
  throw new UsageError({
    message: 'There is no terminal to ask on.',
    reason: 'Nothing is changed without consent.',
    remedy: 'Add --yes to apply without a question, or --dry-run to see what would change.',
  });
}

/** Where commander writes, and its refusals in the form that all others have. */
function outputOf(command: Command, terminal: Terminal, refuse: (error: ProvisionError) => void): OutputConfiguration {
  const name = command.parent === null ? command.name() : `${command.parent.name()} ${command.name()}`;
  return {
    writeOut: (text) => terminal.stdout.write(text),
    writeErr: (text) => terminal.stderr.write(text),
    outputError: (text) => {
      const message = text
        .replace(/^error: /, '')
        .replace(/\n\((Did you mean .+\?)\)/, '. $1')
        .trim();
      refuse(new UsageError({ message, remedy: `"${name} --help" lists the options.` }));
    },
    getOutHelpWidth: () => widthOf(terminal.stdout),
    getErrHelpWidth: () => widthOf(terminal.stderr),
  };
}

/** The command line, with what each command does. `end` takes the exit code of a run. */
function createCommands(terminal: Terminal, end: (exitCode: ExitCode) => void): Command {
  const program = createProgram(version);
  program.action(async (options: RawOptions) => {
    refuseArguments(program);
    const settings = parseSettings(options);
    const sources = parseIdentities(options, settings.administratorId);
    requireConsent(options, settings, terminal);
    // Loaded now and not before, so that help and refusals answer at once.
    const { runRollout } = await import('./run-rollout');
    end(await runRollout({ options, settings, sources, terminal, version }));
  });
  const offboard = offboardCommand();
  offboard.action(async (options: RawOffboardOptions) => {
    const settings = parseOffboardSettings(options, terminal);
    const sources = parseIdentities(options, settings.administratorId);
    const { runOffboard } = await import('./run-offboard');
    end(await runOffboard({ options, settings, sources, terminal, version }));
  });
  program.addCommand(offboard);
  const simulator = simulatorCommand();
  simulator.action(async (options: RawSimulatorOptions) => {
    const { runSimulator } = await import('./run-simulator');
    await runSimulator(options, terminal);
  });
  program.addCommand(simulator);
  const print = (text: string): void => void terminal.stdout.write(text);
  addIamPolicy(program, print, (line) => {
    write(terminal.stderr, [line]);
  });
  return program.hook('preAction', (_program, command) => {
    refuseMisplacedOptions(program, command);
    refuseSwallowedOptions(command);
  });
}

/**
 * The whole program: arguments in, exit code out. Nothing outside the given terminal is touched but AWS (or its simulation).
 *
 * @param argv the arguments without `node` and the script
 */
export async function run(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const palette = () => createPalette(wantsColour(terminal.stderr, terminal.env, !argv.includes('--no-color')));
  const refuse = (error: ProvisionError): void => {
    write(terminal.stderr, errorText(error, palette(), widthOf(terminal.stderr)));
  };
  let end: ExitCode = 0;
  const program = createCommands(terminal, (exitCode) => {
    end = exitCode;
  });
  for (const command of [program, ...program.commands]) command.exitOverride().configureOutput(outputOf(command, terminal, refuse));
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return end;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof Interrupted) {
      write(terminal.stderr, [error.message]);
      return 130;
    }
    if (error instanceof ProvisionError) {
      refuse(error);
      return 2;
    }
    write(terminal.stderr, [
      palette().bad('This is a bug in provision-guardduty. Please report it with the lines below:'),
      `provision-guardduty ${version}`,
      redact(error instanceof Error ? (error.stack ?? error.message) : String(error)),
    ]);
    return 1;
  }
}
