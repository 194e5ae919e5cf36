import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScenarioInput } from '../../../src/simulator/scenario/scenario';
import { administratorId, managementId } from '../../support/simulated-aws';
import { bucketArn, exportStorage, keyArn } from '../../simulator/support/exporting';
import { setUp, workload } from '../../traps/support/walk';

/** A kind of rollout: the options that change what it needs, and worlds in which it needs everything that it may need. */
export interface Kind {
  readonly kind: string;
  /** Options that `iam-policy` and the rollout share. */
  readonly shared: readonly string[];
  /** Options of the rollout alone. */
  readonly options: readonly string[];
  /** Instead of two profiles. */
  readonly identities?: readonly string[];
  /** Options of `iam-policy` alone. */
  readonly policyOptions?: readonly string[];
  /** The role that the administrator's policy is attached to. */
  readonly role?: string;
  readonly worlds: readonly Partial<ScenarioInput>[];
}

/** Nothing is set up. */
const fresh: Partial<ScenarioInput> = {};
/** Members are enabled after a moment, so that the proof has to look twice. */
const slow: Partial<ScenarioInput> = { timing: { memberSeconds: 0.1 } };
/** AWS never makes the administrator's detector. */
const withoutDetector: Partial<ScenarioInput> = { timing: { administratorDetectorSeconds: null } };
/** Set up, but the management account has left. */
const begun = setUp({ members: [{ accounts: [workload(1)] }] });
const finished = setUp();
/** Everything that can be suspended is. */
const suspended = setUp({
  detectors: [
    { accounts: [administratorId], status: 'DISABLED' },
    { accounts: [managementId], status: 'DISABLED' },
  ],
  members: [{ accounts: [workload(1), workload(2), workload(3)], relationshipStatus: 'Disabled' }],
});
/** Members of today have no plans. */
const lacking = setUp({
  organizationConfiguration: { autoEnable: 'ALL', features: { S3_DATA_EVENTS: 'ALL', EBS_MALWARE_PROTECTION: 'ALL' } },
});
/** The administrator is designated, and nothing else is done. */
const designated = setUp(
  { detectors: [{ accounts: [administratorId, managementId] }], organizationConfiguration: { autoEnable: 'NONE' }, members: [] },
  slow,
);
const roleName = 'OrganizationAccountAccessRole';

/** The same with an organizational unit in which nobody is, and lists of accounts that do not show units. */
function withUnits(world: Partial<ScenarioInput>): Partial<ScenarioInput> {
  const organization = { managementAccount: managementId, ...world.organization };
  return {
    ...world,
    organization: { ...organization, organizationalUnits: [{ id: 'ou-test-outside1', name: 'Outside' }] },
    switches: { accountPaths: 'absent' },
  };
}

const storage = exportStorage({ owner: administratorId, folders: ['findings/'] });
const exporting: Partial<ScenarioInput> = { ...finished, ...storage };
/** The export is there, and nobody checks who owns the bucket. */
function unchecked(destinationArn: string): Partial<ScenarioInput> {
  return { ...setUp({ publishingDestinations: [{ destinationArn, kmsKeyArn: keyArn }] }), ...storage };
}
const exportTo = (bucket: string): readonly string[] => [
  ...['--export-bucket', bucket, '--export-key', keyArn],
  ...['--export-bucket-owner', administratorId],
];
/** A workload of a member without a running agent. */
const uncovered = setUp({
  members: [{ accounts: [managementId, workload(1), workload(2), workload(3)], features: { RUNTIME_MONITORING: 'ENABLED' } }],
  coverage: [{ account: workload(1), status: 'UNHEALTHY', issue: 'No Agent Reporting: since today' }],
});

const apply = ['--yes'];

export const kinds: readonly Kind[] = [
  { kind: 'a rollout to Regions by name', shared: ['-r', 'us-east-1'], options: apply, worlds: [fresh, withoutDetector, begun, slow] },
  { kind: 'a rollout to all Regions', shared: ['-r', 'all'], options: apply, worlds: [fresh, withoutDetector, begun, slow] },
  {
    kind: 'a rollout that restarts what is suspended',
    shared: ['-r', 'us-east-1', '--restart-suspended'],
    options: apply,
    worlds: [suspended, fresh, withoutDetector, slow],
  },
  {
    kind: 'a rollout through a role',
    shared: ['-r', 'us-east-1', '--admin-role', roleName, '--admin-account-id', administratorId],
    options: apply,
    identities: ['--profile', 'management'],
    role: roleName,
    worlds: [fresh, withoutDetector, begun, slow],
  },
  {
    kind: 'a rollout by the administrator alone',
    shared: ['-r', 'us-east-1'],
    options: apply,
    identities: ['--admin-profile', 'security'],
    policyOptions: ['--without-management'],
    worlds: [designated],
  },
  {
    kind: 'a rollout by the administrator alone that leaves an organizational unit out',
    shared: ['-r', 'us-east-1', '--exclude-ous', 'ou-test-outside1'],
    options: [...apply, '--auto-enable', 'new'],
    identities: ['--admin-profile', 'security'],
    policyOptions: ['--without-management'],
    worlds: [withUnits(designated)],
  },
  {
    kind: 'a rollout that leaves an organizational unit out',
    shared: ['-r', 'us-east-1', '--exclude-ous', 'ou-test-outside1'],
    options: [...apply, '--auto-enable', 'new'],
    worlds: [fresh, withoutDetector, begun, slow].map(withUnits),
  },
  {
    kind: 'a rollout with protection plans',
    shared: ['-r', 'us-east-1', '--protection-plans', 's3', 'malware', '--apply-to-members', '--finding-frequency', '1h'],
    options: apply,
    worlds: [fresh, withoutDetector, begun, slow, lacking],
  },
  {
    kind: 'a rollout with a report that shows organizational units',
    shared: ['-r', 'us-east-1', '--report', join(mkdtempSync(join(tmpdir(), 'provision-guardduty-units-')), 'report.html')],
    options: apply,
    worlds: [fresh, withoutDetector, begun, slow].map(withUnits),
  },
  {
    kind: 'a rollout by the administrator alone with such a report',
    shared: ['-r', 'us-east-1', '--report', join(mkdtempSync(join(tmpdir(), 'provision-guardduty-units-')), 'report.html')],
    options: apply,
    identities: ['--admin-profile', 'security'],
    policyOptions: ['--without-management'],
    worlds: [withUnits(designated)],
  },
  {
    kind: 'a rollout that exports findings',
    shared: ['-r', 'us-east-1', ...exportTo(bucketArn)],
    options: apply,
    worlds: [
      { ...fresh, ...storage },
      { ...withoutDetector, ...storage },
      { ...begun, ...storage },
      { ...slow, ...storage },
      exporting,
      unchecked(bucketArn),
    ],
  },
  {
    kind: 'a rollout that exports findings below a prefix',
    shared: ['-r', 'us-east-1', ...exportTo(`${bucketArn}/findings`)],
    options: apply,
    worlds: [
      { ...fresh, ...storage },
      { ...withoutDetector, ...storage },
      { ...begun, ...storage },
      { ...slow, ...storage },
      unchecked(`${bucketArn}/findings`),
    ],
  },
  {
    kind: 'a check of an export',
    shared: ['-r', 'us-east-1', '--check', ...exportTo(bucketArn)],
    options: [],
    worlds: [exporting, unchecked(bucketArn), { ...begun, ...storage }],
  },
  {
    kind: 'a check that reads the coverage',
    shared: ['-r', 'us-east-1', '--check', '--coverage'],
    options: [],
    worlds: [uncovered, begun],
  },
  { kind: 'a dry run', shared: ['-r', 'us-east-1', '--dry-run'], options: [], worlds: [begun, fresh] },
  { kind: 'a dry run that shows everything', shared: ['-r', 'us-east-1', '--dry-run', '--verbose'], options: [], worlds: [begun, fresh] },
  { kind: 'a check', shared: ['-r', 'all', '--check'], options: [], worlds: [finished, begun] },
  {
    kind: 'a check by the administrator alone',
    shared: ['-r', 'all', '--check'],
    options: [],
    identities: ['--admin-profile', 'security'],
    policyOptions: ['--without-management'],
    worlds: [finished],
  },
];
