import { runProgram } from '../support/program';
import { administratorId, managementId, organization, startSimulatedAws } from '../support/simulated-aws';

describe('the JSON document', () => {
  test('counts accounts by any state that AWS names, also by one that JavaScript objects have', async () => {
    const accounts = [
      { id: managementId, name: 'management' },
      { id: administratorId, name: 'security' },
      ...['constructor', 'constructor', 'toString'].map((state, index) => ({ id: `40000000000${String(index)}`, name: state, state })),
    ];
    const aws = await startSimulatedAws(organization(0, { regions: ['us-east-1'], accounts }));
    const { stdout } = await runProgram([...aws.profiles, '-r', 'us-east-1', '--check', '--output', 'json']);
    await aws.stop();
    const { accountsByState } = (JSON.parse(stdout) as { organization: { accountsByState: unknown } }).organization;
    expect(accountsByState).toEqual({ ACTIVE: 2, constructor: 2, toString: 1 });
  });
});
