import { Argument, type Command, type Option } from 'commander';
import { knownRegionsOf } from '../domain/partition';

/** Shells for which there is a script. */
export const shells = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof shells)[number];

/**
 * Names of profiles are asked for when they are needed: they are the user's own, and change. A comment may follow them, or the carriage
 * return of a file that was written on Windows.
 */
const profiles =
  'sed -n \'s/^\\[profile \\([^]]*\\)\\].*/\\1/p; s/^\\[\\(default\\)\\].*/\\1/p\' "${AWS_CONFIG_FILE:-$HOME/.aws/config}" 2>/dev/null';

const regions = (): string => ['all', ...knownRegionsOf('aws')].join(' ');

/** What may follow an option: words, a profile, a file, or nothing that is known. */
function valuesOf(option: Option): { readonly words: string } | 'profile' | 'file' | undefined {
  if (option.argChoices !== undefined) return { words: option.argChoices.join(' ') };
  switch (option.attributeName()) {
    case 'regions':
    case 'homeRegion':
      return { words: regions() };
    case 'profile':
    case 'adminProfile':
      return 'profile';
    case 'report':
    case 'logFile':
    case 'simulate':
    case 'scenario':
      return 'file';
    default:
      return undefined;
  }
}

interface Words {
  /** The command, or nothing for the rollout itself. */
  readonly command: string;
  readonly options: readonly Option[];
  readonly others: readonly string[];
}

function wordsOf(program: Command): readonly Words[] {
  const own = { command: '', options: program.options, others: program.commands.map((command) => command.name()) };
  const inner = program.commands.map((command) => ({
    command: command.name(),
    options: command.options,
    others: command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
  }));
  return [own, ...inner];
}

const flagsOf = ({ short, long }: Option): readonly string[] => [short, long].flatMap((flag) => flag ?? []);

function bashScript(program: Command): string {
  const values = (option: Option): string => {
    const known = valuesOf(option);
    if (known === undefined) return 'COMPREPLY=()';
    if (known === 'file') return 'COMPREPLY=($(compgen -f -- "$word"))';
    const words = known === 'profile' ? `$(${profiles})` : known.words;
    return `COMPREPLY=($(compgen -W "${words}" -- "$word"))`;
  };
  const all = wordsOf(program);
  const seen = new Map(
    all.flatMap(({ options }) => options.filter((option) => option.required || option.optional)).map((option) => [option.long, option]),
  );
  const cases = [...seen.values()].map((option) => `    ${flagsOf(option).join('|')}) ${values(option)}; return ;;`);
  const commands = all.map(({ command, options, others }) => {
    const words = [...options.flatMap(({ long }) => long ?? []), '--help', ...others].join(' ');
    return `    ${command === '' ? '*' : command}) COMPREPLY=($(compgen -W "${words}" -- "$word")) ;;`;
  });
  return `_provision_guardduty() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  case "$before" in
${cases.join('\n')}
  esac
  case "\${COMP_WORDS[1]}" in
${[...commands.slice(1), ...commands.slice(0, 1)].join('\n')}
  esac
}
complete -F _provision_guardduty provision-guardduty
`;
}

function fishScript(program: Command): string {
  const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  const names = program.commands.map((command) => command.name()).join(' ');
  const lines = wordsOf(program).flatMap(({ command, options, others }) => {
    const when = command === '' ? `not __fish_seen_subcommand_from ${names}` : `__fish_seen_subcommand_from ${command}`;
    const start = `complete -c provision-guardduty -n ${quoted(when)}`;
    return [
      ...others.map((other) => `${start} -f -a ${other}`),
      ...options.map((option) => {
        const known = valuesOf(option);
        const short = option.short === undefined ? '' : ` -s ${option.short.slice(1)}`;
        const value = !option.required
          ? ''
          : known === 'file'
            ? ' -r'
            : known === 'profile'
              ? ` -x -a ${quoted(`(${profiles.replace('${AWS_CONFIG_FILE:-$HOME/.aws/config}', '$HOME/.aws/config')})`)}`
              : ` -x -a ${quoted(known?.words ?? '')}`;
        return `${start}${short} -l ${(option.long ?? '').slice(2)}${value} -d ${quoted(option.description)}`;
      }),
    ];
  });
  return `${lines.join('\n')}\n`;
}

/** Zsh understands the script for bash. https://zsh.sourceforge.io/Doc/Release/Completion-System.html */
function zshScript(program: Command): string {
  return `autoload -Uz compinit bashcompinit\n(( $+functions[compdef] )) || compinit\nbashcompinit\n${bashScript(program)}`;
}

/** The script that completes commands, options and their values, made from the options themselves. */
function completionScript(program: Command, shell: Shell): string {
  switch (shell) {
    case 'bash':
      return bashScript(program);
    case 'zsh':
      return zshScript(program);
    case 'fish':
      return fishScript(program);
  }
}

/** Adds `completion` to the program, as the last command, so that it knows the others. */
export function addCompletion(program: Command, print: (text: string) => void): void {
  program
    .command('completion')
    .summary('print a completion script for a shell')
    .description(
      'Print a script that completes commands, options, profiles and Regions. For bash: source <(provision-guardduty completion bash)',
    )
    .addArgument(new Argument('<shell>', 'which shell').choices(shells))
    .helpOption('-h, --help', 'print this help')
    .allowExcessArguments(false)
    .action((shell: Shell) => {
      print(completionScript(program, shell));
    });
}
