import type { CarriedFeature, CarriedRegion } from '../../../src/offboard/carry-over/carry-over';
import { rolloutsOf } from '../../../src/offboard/carry-over/rollouts';
import { runProgram } from '../../support/program';

function region(name: string, overrides: Partial<CarriedRegion> = {}): CarriedRegion {
  return {
    region: name,
    readAt: '',
    detectorId: null,
    autoEnable: 'NEW',
    features: [],
    findingFrequency: null,
    administratorFeatures: null,
    destination: null,
    members: [],
    ...overrides,
  };
}

const feature = (
  name: string,
  autoEnable: CarriedFeature['autoEnable'],
  additional: Record<string, CarriedFeature['autoEnable']> = {},
): CarriedFeature => ({
  name,
  autoEnable,
  additionalConfiguration: Object.entries(additional).map(([key, value]) => ({ name: key, autoEnable: value })),
});

const destination = {
  destinationArn: 'arn:aws:s3:::findings/logs',
  kmsKeyArn: 'arn:aws:kms:us-east-1:222222222222:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  expectedBucketOwner: '222222222222',
};

describe('the options that a carry-over file gives to a rollout', () => {
  it.each<readonly [string, Partial<CarriedRegion>, readonly string[], readonly string[]]>([
    ['auto-enable alone', { autoEnable: 'ALL' }, ['--auto-enable', 'all'], []],
    ['nothing where nothing was read', { autoEnable: null }, [], []],
    [
      "plans that are on, in people's words",
      { features: [feature('S3_DATA_EVENTS', 'ALL'), feature('LAMBDA_NETWORK_LOGS', 'NEW'), feature('AI_PROTECTION', 'NONE')] },
      ['--auto-enable', 'new', '--protection-plans', 's3=all,lambda=new'],
      [],
    ],
    [
      'a plan that has no word',
      { features: [feature('QUANTUM_LOGS', 'ALL')] },
      ['--auto-enable', 'new', '--protection-plans', 'QUANTUM_LOGS=all'],
      [],
    ],
    [
      'agents with their plan',
      { features: [feature('RUNTIME_MONITORING', 'ALL', { EC2_AGENT_MANAGEMENT: 'NEW', EKS_ADDON_MANAGEMENT: 'NONE' })] },
      ['--auto-enable', 'new', '--protection-plans', 'runtime=all,ec2-agent=new'],
      [],
    ],
    ['the frequency', { findingFrequency: 'FIFTEEN_MINUTES' }, ['--auto-enable', 'new', '--finding-frequency', '15m'], []],
    [
      'the export',
      { destination },
      [
        '--auto-enable',
        'new',
        '--export-bucket',
        destination.destinationArn,
        '--export-key',
        destination.kmsKeyArn,
        '--export-bucket-owner',
        '222222222222',
      ],
      [],
    ],
    [
      'an export without an owner',
      { destination: { ...destination, expectedBucketOwner: null } },
      ['--auto-enable', 'new', '--export-bucket', destination.destinationArn, '--export-key', destination.kmsKeyArn],
      ['export of findings: add --export-bucket-owner, which AWS does not show'],
    ],
    [
      'an additional configuration that the options have no words for',
      { features: [feature('RDS_LOGIN_EVENTS', 'ALL', { RDS_DATA_RISK: 'ALL' })] },
      ['--auto-enable', 'new', '--protection-plans', 'rds=all'],
      ['RDS_LOGIN_EVENTS/RDS_DATA_RISK ALL'],
    ],
    [
      'an agent under a plan that is off',
      { features: [feature('RUNTIME_MONITORING', 'NONE', { EC2_AGENT_MANAGEMENT: 'ALL' })] },
      ['--auto-enable', 'new'],
      ['RUNTIME_MONITORING/EC2_AGENT_MANAGEMENT ALL'],
    ],
    [
      'both runtime plans',
      { features: [feature('RUNTIME_MONITORING', 'ALL'), feature('EKS_RUNTIME_MONITORING', 'ALL')] },
      ['--auto-enable', 'new', '--protection-plans', 'runtime=all'],
      ['EKS_RUNTIME_MONITORING ALL'],
    ],
    [
      'the older runtime plan alone',
      { features: [feature('EKS_RUNTIME_MONITORING', 'NEW')] },
      ['--auto-enable', 'new', '--protection-plans', 'EKS_RUNTIME_MONITORING=new'],
      [],
    ],
  ])('are %s, and the program takes them', async (_what, overrides, options, notExpressible) => {
    const [found] = rolloutsOf([region('eu-west-1', overrides)]);
    expect({ ...found, runs: found?.runs.at(-1) }).toEqual({ regions: ['eu-west-1'], runs: options, notExpressible });
    // An export needs all of its options.
    const owner = options.includes('--export-bucket') && !options.includes('--export-bucket-owner');
    const whole = owner ? [...options, '--export-bucket-owner', '222222222222'] : options;
    const { stderr } = await runProgram(['-r', 'eu-west-1', ...whole]);
    // The options are fine: what is missing is consent.
    expect(stderr).toContain('There is no terminal to ask on.');
  });

  it.each<readonly [string, readonly CarriedFeature[], readonly string[]]>([
    ['a plan for new accounts', [feature('S3_DATA_EVENTS', 'ALL'), feature('LAMBDA_NETWORK_LOGS', 'NEW')], ['s3=all', 's3=all,lambda=new']],
    ['nothing but a plan for new accounts', [feature('LAMBDA_NETWORK_LOGS', 'NEW')], ['', 'lambda=new']],
    [
      'an agent for new accounts',
      [feature('RUNTIME_MONITORING', 'ALL', { EC2_AGENT_MANAGEMENT: 'NEW', EKS_ADDON_MANAGEMENT: 'ALL' })],
      ['runtime=all,eks-agent=all', 'runtime=all,ec2-agent=new,eks-agent=all'],
    ],
    [
      'an agent for everybody under a plan for new accounts',
      [feature('RUNTIME_MONITORING', 'NEW', { EC2_AGENT_MANAGEMENT: 'ALL' })],
      ['', 'runtime=new,ec2-agent=all'],
    ],
    ['plans for everybody', [feature('S3_DATA_EVENTS', 'ALL')], ['s3=all']],
  ])('are two runs where there is %s, so that accounts of today do not get it', (_what, features, plans) => {
    const wanted = plans.map((plan) => ['--auto-enable', 'new', ...(plan === '' ? [] : ['--protection-plans', plan])]);
    expect(rolloutsOf([region('eu-west-1', { features: [...features] })])[0]?.runs).toEqual(wanted);
  });

  it('are shared by Regions with the same settings', () => {
    const found = rolloutsOf([region('a'), region('b', { autoEnable: 'ALL' }), region('c')]);
    expect(found.map(({ regions }) => regions)).toEqual([['a', 'c'], ['b']]);
  });
});
