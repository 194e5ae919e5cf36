import type { Command, Option } from 'commander';
import { UsageError } from '../domain/errors';
import { suggest } from '../domain/suggest';

/** Commander takes a mistyped command, or an option without its dashes, for an argument too many, which helps nobody. */
export function refuseArguments({ args, commands, options }: Command): void {
  const [argument] = args;
  if (argument === undefined) return;
  const names = commands.map((command) => command.name());
  const flags = ['--help', ...options.flatMap(({ long }) => long ?? [])];
  const flag = flags.find((long) => long === `--${argument}`);
  throw new UsageError({
    message: `"${argument}" is not a command.${flag === undefined ? suggest(argument, names) : ` Did you mean "${flag}"?`}`,
    reason: `The commands are ${names.join(', ')}; everything else is an option.`,
    remedy: '"provision-guardduty --help" lists the options.',
  });
}

/**
 * An option before the name of a command belongs to the rollout, so the command would run without it, perhaps as another identity.
 *
 * @throws UsageError for an option that stands there
 */
export function refuseMisplacedOptions(program: Command, command: Command): void {
  if (command === program) return;
  const misplaced = program.options.find((option) => program.getOptionValueSource(option.attributeName()) === 'cli');
  if (misplaced === undefined) return;
  const flag = misplaced.long ?? misplaced.flags;
  throw new UsageError({
    message: `${flag} stands before the command "${command.name()}", so the command would not see it.`,
    remedy: `Write it after the command: "provision-guardduty ${command.name()} ${flag} …".`,
  });
}

/** What was typed for an option, as one list. */
function typedFor(command: Command, option: Option): readonly string[] {
  const typed: unknown =
    command.getOptionValueSource(option.attributeName()) === 'cli' ? command.getOptionValue(option.attributeName()) : [];
  return [typed].flat().filter((value) => typeof value === 'string');
}

/**
 * Commander takes whatever follows an option for its value: in `--log-file --dry-run --yes` the run would be a real one.
 *
 * @throws UsageError for a value that looks like an option
 */
export function refuseSwallowedOptions(command: Command): void {
  for (const option of command.options) {
    const swallowed = typedFor(command, option).find((value) => /^--?[a-z]/i.test(value));
    if (swallowed === undefined) continue;
    throw new UsageError({
      message: `${option.long ?? option.flags} has no value: what follows it is the option "${swallowed}".`,
      remedy: 'Give it a value, or leave it out.',
    });
  }
}
