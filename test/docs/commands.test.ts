import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../support/program';
import { administratorId, managementId, organization, startSimulatedAws, type SimulatedAws } from '../support/simulated-aws';
import { startServer } from '../support/simulator-server';

const root = join(__dirname, '../..');
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
];
const folder = mkdtempSync(join(tmpdir(), 'provision-guardduty-commands-'));

/** Ways to start the program, as documents write them. */
const start = /(?:npx(?: --yes)? provision-guardduty|\$ provision-guardduty|npm run (?:--silent )?dev --) (.*)$/gm;

/** The options in the README's table "I want to …". */
const inTable = /^\| [^|]+ \| `((?:--|offboard )[^`]+)` \|$/gm;

/** Every command line of the program in the documents' blocks, without the prompt, what it is piped into and where its output goes. */
function commandsOf(page: string): readonly string[] {
  const text = readFileSync(join(root, page), 'utf8');
  const blocks = text.matchAll(/```(?:sh|console|text|yaml)\n([^]*?)```/g);
  const inBlocks = [...blocks].flatMap(([, block = '']) => {
    const lines = block.replaceAll(/\\\n\s*/g, '').matchAll(start);
    return [...lines].map(([, command = '']) => command.split(/ \| | > /)[0]?.trim() ?? '');
  });
  return [...inBlocks, ...[...text.matchAll(inTable)].map(([, options = '']) => options)];
}

/** Files that a command names lie in a folder of their own; the scenario that an earlier command made is the one it was made from. */
function argumentsOf(command: string): readonly string[] {
  return command.split(/\s+/).map((word) => {
    if (word === 'my-scenario.json') return 'small';
    // The simulated organization's id, for what is to be confirmed.
    if (word === 'o-abcde12345') return 'o-simulated1';
    return /^\w[\w-]*\.(?:html|csv|md|json|jsonl)$/.test(word) ? join(folder, word) : word;
  });
}

// The commands of a move belong together: test/docs/move-administrator.test.ts runs them one after the other.
const commands = [...new Set(pages.filter((page) => page !== 'docs/move-administrator.md').flatMap(commandsOf))];
const others = ['simulator', 'iam-policy'];

describe('the commands in the documents', () => {
  let aws: SimulatedAws;
  beforeAll(async () => {
    const administrator = { account: administratorId };
    const detectors = [{ accounts: [administratorId] }];
    aws = await startSimulatedAws(
      organization(5, {
        organization: {
          managementAccount: managementId,
          delegatedAdministrators: [{ account: administratorId, servicePrincipal: 'guardduty.amazonaws.com' }],
        },
        accounts: [
          { id: managementId, name: 'management', email: 'management@example.com' },
          { id: administratorId, name: 'security', email: 'security@example.com' },
          { count: 3, firstId: '333333333301' },
        ],
        regions: ['us-east-1', 'eu-central-1'].map((name) => ({ name, administrator, detectors })),
      }),
    );
  });
  afterAll(async () => {
    await aws.stop();
    rmSync(folder, { recursive: true });
  });

  test.each(pages.filter((page) => !/troubleshooting|performance|decisions|docs.README|networks/.test(page)))('are found in %s', (page) => {
    expect(commandsOf(page)).not.toEqual([]);
  });

  test.each(commands)(
    '%s',
    async (command) => {
      const argv = argumentsOf(command);
      if (argv[0] === 'simulator' && !argv.includes('--print-scenario')) {
        // On a free port, since nobody knows what else runs here.
        const server = await startServer(argv.slice(1).filter((word, index, all) => word !== '--port' && all[index - 1] !== '--port'));
        expect((await server.stop()).exitCode).toBe(0);
        return;
      }
      const changesNothing = /--dry-run|--check|--help/.test(command) || others.includes(argv[0] ?? '');
      const hasIdentities = others.includes(argv[0] ?? '') || /--simulate|--profile|--admin-profile/.test(command);
      // Credentials of the environment: the management account's where a role is assumed, else the administrator's.
      const environment = argv.includes('--admin-role') ? ['--profile', 'management'] : ['--admin-profile', 'security'];
      const identities = hasIdentities ? [] : environment;
      const mode = changesNothing || argv.includes('--yes') ? [] : ['--dry-run'];
      const { exitCode, stderr } = await runProgram([...argv, ...mode, ...identities]);
      expect(exitCode === 2 ? stderr : '').toBe('');
      expect([0, 1, 3]).toContain(exitCode);
    },
    60_000,
  );
});
