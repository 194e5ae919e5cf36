import { administrator, designatedInput, first, scenarioInput } from '../../support/simulated';
import { type Probe, type Probes, additional, body, featureStatus, outcome } from './probe';

const agents = ['EKS_ADDON_MANAGEMENT', 'ECS_FARGATE_AGENT_MANAGEMENT', 'EC2_AGENT_MANAGEMENT'];
const withAgent = designatedInput(
  {},
  {
    detectors: [
      {
        accounts: [administrator],
        features: { RUNTIME_MONITORING: { status: 'ENABLED', additional: { EC2_AGENT_MANAGEMENT: 'ENABLED' } } },
      },
    ],
  },
);

const newDetector = (feature: string): Probe<'off' | 'on'> => ({
  world: scenarioInput(),
  look: async (aws) => {
    await aws.guardduty({ account: first }).createDetector({ Enable: true });
    return featureStatus(aws, first, feature);
  },
  sees: { off: 'DISABLED', on: 'ENABLED' },
});

const unsupported = 'The request failed because one or more provided feature names are invalid.';
const outOfRange = 'The request is rejected because an invalid or out-of-range value is specified as an input parameter.';

/** Switches of detectors, and of the form of answers and errors. */
export const answerProbes: Probes<
  | 'newDetectorAiProtection'
  | 'newDetectorAnalyst'
  | 'newDetectorLegacyRuntime'
  | 'newDetectorRuntime'
  | 'suspendedDetector'
  | 'additionalConfigurations'
  | 'noAdditionalConfiguration'
  | 'rdsDataRisk'
  | 'unsupportedFeature'
  | 'missingPermission'
  | 'errorBody'
  | 'emptyAnswer'
  | 'lastPageToken'
> = {
  newDetectorAiProtection: newDetector('AI_PROTECTION'),
  newDetectorAnalyst: newDetector('AI_ANALYST'),
  newDetectorLegacyRuntime: newDetector('EKS_RUNTIME_MONITORING'),
  newDetectorRuntime: newDetector('RUNTIME_MONITORING'),
  suspendedDetector: {
    world: designatedInput({}, { detectors: [{ accounts: [administrator], status: 'DISABLED' }] }),
    look: async (aws) => [
      await featureStatus(aws, administrator, 'CLOUD_TRAIL'),
      await featureStatus(aws, administrator, 'S3_DATA_EVENTS'),
      await featureStatus(aws, administrator, 'RUNTIME_MONITORING'),
    ],
    sees: { 'features-kept': ['ENABLED', 'ENABLED', 'DISABLED'], 'features-disabled': ['DISABLED', 'DISABLED', 'DISABLED'] },
  },
  additionalConfigurations: {
    world: withAgent,
    look: (aws) => additional(aws, 'RUNTIME_MONITORING', 'EKS_RUNTIME_MONITORING'),
    sees: {
      listed: [agents, ['EKS_ADDON_MANAGEMENT']],
      reversed: [agents.toReversed(), ['EKS_ADDON_MANAGEMENT']],
      'only-set': [['EC2_AGENT_MANAGEMENT'], []],
      'left-out': [undefined, undefined],
    },
  },
  noAdditionalConfiguration: {
    world: withAgent,
    look: (aws) => additional(aws, 'FLOW_LOGS', 'S3_DATA_EVENTS', 'RDS_LOGIN_EVENTS'),
    sees: { null: [null, null, []], 'empty-list': [[], [], []], absent: [undefined, undefined, undefined] },
  },
  rdsDataRisk: {
    world: withAgent,
    look: (aws) => additional(aws, 'RDS_LOGIN_EVENTS'),
    sees: { 'when-set': [[]], listed: [['RDS_DATA_RISK']] },
  },
  unsupportedFeature: {
    world: scenarioInput({ regions: [{ name: 'us-east-1', lacks: ['AI_PROTECTION'] }] }),
    look: ({ guardduty }) =>
      outcome(guardduty().createDetector({ Enable: true, Features: [{ Name: 'AI_PROTECTION', Status: 'ENABLED' }] })),
    sees: { refused: outOfRange, 'refused-as-unknown': unsupported, ignored: 'accepted' },
  },
  missingPermission: {
    world: scenarioInput({ denials: [{ actions: ['guardduty:ListDetectors'] }] }),
    look: async ({ guardduty }) => {
      const words = String(await outcome(guardduty().listDetectors({})));
      return words.replace(/^User: \S+ /, '');
    },
    sees: {
      'access-denied':
        'is not authorized to perform: guardduty:ListDetectors on resource: * with an explicit deny in an identity-based policy',
      'bad-request': 'The request failed because you do not have the required guardduty:ListDetectors permission.',
    },
  },
  errorBody: {
    world: scenarioInput(),
    look: async (aws) => JSON.parse(await body(aws, '/detector?maxResults=99')) as unknown,
    sees: {
      both: { message: outOfRange, __type: 'InvalidInputException', type: 'InvalidInputException' },
      __type: { message: outOfRange, __type: 'InvalidInputException' },
      type: { message: outOfRange, type: 'InvalidInputException' },
      neither: { message: outOfRange },
    },
  },
  emptyAnswer: {
    world: designatedInput(),
    look: async (aws) => body(aws, `/detector/${await aws.detectorId()}`, { method: 'POST', body: '{"enable":true}' }),
    sees: { nothing: '', null: 'null', object: '{}' },
  },
  lastPageToken: {
    world: scenarioInput(),
    look: (aws) => body(aws, '/detector'),
    sees: {
      absent: '{"detectorIds":[]}',
      'empty-string': '{"detectorIds":[],"nextToken":""}',
      null: '{"detectorIds":[],"nextToken":null}',
    },
  },
};
