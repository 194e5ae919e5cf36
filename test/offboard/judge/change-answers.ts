import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';
import { matrixOf, type Meddling, type Recorded } from '../../border/support/matrix';
import { startProxy, type Meddler } from '../../border/support/proxy';
import { speedUpTime } from '../../support/fast-time';
import { delegated, delegatedWorld, guardDuty, held, malware, outsider, workload } from '../support/offboarding';
import { judgeOffboarding } from './judge';
import { startOffboardWorld, type OffboardOptions, type OffboardRun } from './live-world';

/** A run that stands for many. */
interface Representative {
  readonly name: string;
  readonly world: ScenarioInput;
  readonly options: OffboardOptions;
  /** What it ends with when nobody meddles. */
  readonly exitCode: number;
}

const plain: OffboardOptions = { regions: ['us-east-1', 'eu-west-1'], includeInvited: false, mode: 'apply', wait: 4 };
const administratorId = '222222222222';
const world = delegatedWorld({
  name: 'offboard-border',
  organization: delegated({
    id: 'o-offboard01',
    delegatedAdministrators: [guardDuty, malware].map((servicePrincipal) => ({ account: administratorId, servicePrincipal })),
    policyTypes: [{ type: 'GUARDDUTY_POLICY' }],
    guarddutyPolicies: [{ id: 'p-simulated1', name: 'unused', targets: [] }],
  }),
  // Members that the run forgets would stay, so that the judge sees them.
  switches: { orphanedMember: 'kept' },
});
const invited = [{ accounts: [workload(1), workload(2)] }, { accounts: [outsider], invited: true }];
const halfway = [{ accounts: [workload(1), workload(2)], relationshipStatus: 'Removed' }];

const representatives: readonly Representative[] = [
  { name: 'an off-boarding', world, options: plain, exitCode: 0 },
  { name: 'an off-boarding of all Regions', world, options: { ...plain, regions: 'all' }, exitCode: 0 },
  { name: 'a dry run', world, options: { ...plain, mode: 'dry-run' }, exitCode: 0 },
  {
    name: 'an off-boarding with an outsider that stays',
    world: { ...world, regions: [held('us-east-1', { members: invited }), held('eu-west-1')] },
    options: plain,
    exitCode: 1,
  },
  {
    name: 'an off-boarding that goes on where another stopped',
    world: {
      ...world,
      regions: [
        held('us-east-1', { members: halfway, organizationConfiguration: { autoEnable: 'NONE', features: {} } }),
        held('eu-west-1'),
      ],
    },
    options: { ...plain, includeInvited: true },
    exitCode: 0,
  },
];

/** What a plausible answer can't be blamed for: whoever believes it does what is right in the world that it describes. */
const believable =
  /^(?:exit 0|the carry-over file|settings were lowered that|number|a member|members|the administrator was removed|the end of the registration strands)/;

async function runThrough({ world: scenario, options }: Representative, meddle: Meddler): Promise<OffboardRun> {
  const live = await startOffboardWorld(scenario, (simulator) => startProxy(simulator, meddle));
  try {
    return await live.run(options);
  } finally {
    await live.stop();
  }
}

/** So many changes out of all, evenly spread over every place of every answer. */
function spread(matrix: readonly Meddling[], number: number, offset: number): readonly Meddling[] {
  const distance = matrix.length / number;
  return Array.from({ length: number }, (_, index) => matrix[Math.floor((index + offset) * distance) % matrix.length]).filter(
    (one) => one !== undefined,
  );
}

/** `OFFBOARD_BORDER_ONLY=text` changes only what has the text in its name, all of it. */
const only = process.env['OFFBOARD_BORDER_ONLY'];

/**
 * Changes so many answers of each representative run, one place of one answer at a time: nothing may be harmed, nothing may be written from
 * what could not be read, and no wrong world may be called a success.
 */
export function changeOffboardAnswers(number: number): void {
  // Against hanging only.
  jest.setTimeout(0x7fff_ffff);
  const time = speedUpTime(25);
  afterAll(time.stop);

  test.each(representatives)('$name: no changed answer makes it do or say what is not so', async (representative) => {
    const recorded: Recorded[] = [];
    time.restart();
    const undisturbed = await runThrough(representative, (exchange, answer) => {
      recorded.push({ exchange, answer });
      return answer;
    });
    expect({ exitCode: undisturbed.exitCode, complaints: judgeOffboarding(undisturbed) }).toEqual({
      exitCode: representative.exitCode,
      complaints: [],
    });
    const matrix = matrixOf(recorded);
    const offset = representatives.indexOf(representative) / representatives.length;
    const chosen = only === undefined ? spread(matrix, number, offset) : matrix.filter(({ name }) => name.includes(only));
    const exits = new Map<number, number>();
    const failures: string[] = [];
    for (const { name, plausible, meddle } of chosen) {
      time.restart();
      const run = await runThrough(representative, meddle);
      exits.set(run.exitCode, (exits.get(run.exitCode) ?? 0) + 1);
      const complaints = judgeOffboarding(run).filter(({ rule }) => !(plausible && believable.test(rule)));
      const told = complaints.map(({ rule, detail }) => `  ✘ ${rule}: ${detail.slice(0, 600)}`);
      if (told.length > 0) failures.push([`${name} → ${String(run.exitCode)}`, ...new Set(told)].join('\n'));
    }
    const ends = [...exits].map(([code, times]) => `${String(times)} × ${String(code)}`).join(', ');
    process.stdout.write(`${representative.name}: ${String(chosen.length)} of ${String(matrix.length)} changed answers; exits: ${ends}\n`);
    expect(failures).toEqual([]);
  });
}
