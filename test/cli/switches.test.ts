import { runProgram } from '../support/program';
import { organization, startSimulatedAws } from '../support/simulated-aws';
import { meetSwitches } from './support/meet-switches';

// One of each table. test/exhaustive/switches.test.ts meets all.
meetSwitches(['administratorScope', 'existingMember', 'errorBody', 'destinationFolder']);

describe('a rollout, whichever way AWS behaves', () => {
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
