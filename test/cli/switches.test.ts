import { runProgram } from '../support/program';
import { organization, startSimulatedAws } from '../support/simulated-aws';
import type { ScenarioInput } from '../../src/simulator/scenario/scenario';

const regions = ['--regions', 'us-east-1,eu-west-1', '--yes', '--wait', '5'];

type Switches = NonNullable<ScenarioInput['switches']>;

/** Both sides of everything that AWS's documents leave open and that a rollout can meet. */
const sides: readonly Switches[] = [
  { accountStateFields: 'state' },
  { accountStateFields: 'status' },
  { trustedAccessOnDesignation: 'required' },
  { trustedAccessOnDesignation: 'enabled-by-designation' },
  { parallelFirstDesignation: 'only-first' },
  { parallelFirstDesignation: 'all-succeed' },
  { administratorScope: 'region' },
  { repeatedDesignation: 'refused' },
  { managementDetectorOnDesignation: true },
  { managementAccountAsMember: 'joins' },
  { managementAccountAsMember: 'needs-service-linked-role' },
  { managementAccountAsMember: 'cannot-create-detector' },
  { existingMember: 'unprocessed' },
  { badEmail: 'unprocessed' },
  { pendingMember: 'hidden' },
  { relationshipCase: 'upper' },
  { memberEmail: 'all' },
  { partialFeatures: 'replaced' },
  { unsupportedFeature: 'ignored' },
  { notAdministrator: 'out-of-range' },
  { errorBody: 'type' },
  { errorBody: 'neither' },
  { emptyAnswer: 'nothing' },
  { lastPageToken: 'empty-string' },
  { lastPageToken: 'null' },
];

describe('a rollout, whichever way AWS behaves', () => {
  test.each(sides.map((side) => [JSON.stringify(side), side] as const))(
    'ends proven with %s, and the second run writes nothing',
    async (_name, switches) => {
      const timing = {
        designationSeconds: 0.05,
        administratorDetectorSeconds: 0.05,
        settleSeconds: 0.1,
        memberSeconds: 0.05,
        configurationSeconds: 0.05,
      };
      const aws = await startSimulatedAws(organization(60, { switches, timing }));
      const first = await runProgram([...aws.profiles, ...regions]);
      const writes = aws.writes().length;
      const second = await runProgram([...aws.profiles, ...regions]);
      await aws.stop();
      expect([first.exitCode, second.exitCode, first.stdout]).toEqual([0, 0, expect.stringContaining('59/59')]);
      expect(aws.writes().length).toBe(writes);
    },
  );

  it('creates the administrator’s detector where AWS never does, with every optional plan off', async () => {
    const aws = await startSimulatedAws(organization(4, { timing: { administratorDetectorSeconds: null } }));
    const { exitCode } = await runProgram([...aws.profiles, '--regions', 'us-east-1', '--yes', '--wait', '1']);
    await aws.stop();
    expect(exitCode).toBe(0);
    const features = aws.simulator.calls
      .filter(({ operation }) => operation === 'CreateDetector')
      .flatMap(({ input }) => (input as { features: { status: string }[] }).features);
    expect(new Set(features.map(({ status }) => status))).toEqual(new Set(['DISABLED']));
  });

  it('creates detectors in a Region that lacks protection plans', async () => {
    const lacks = ['RDS_LOGIN_EVENTS', 'AI_PROTECTION'];
    const aws = await startSimulatedAws(organization(4, { regions: [{ name: 'us-east-1', lacks }] }));
    const { exitCode } = await runProgram([...aws.profiles, '--regions', 'us-east-1', '--yes']);
    await aws.stop();
    expect(exitCode).toBe(0);
  });
});
