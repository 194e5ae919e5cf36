import type { RecordedCall } from '../../../src/simulator/requests/recorded-call';
import { writesOf, type Run } from '../support/live-world';
import { administratorId, askedPlans, levelOf, migrates } from '../support/options';
import { legacyRuntime } from '../support/vocabulary';
import { complain, type Complaint } from './complaint';
import { isExcluded, statusOf } from './scope';

/** The only changes a rollout may ask AWS for. Everything else, and above all what takes something away, is refused (section 3). */
const allowed: ReadonlySet<string> = new Set([
  'GetCallerIdentity',
  'EnableAWSServiceAccess',
  'EnableOrganizationAdminAccount',
  'CreateDetector',
  'UpdateDetector',
  'UpdateOrganizationConfiguration',
  'CreateMembers',
  'StartMonitoringMembers',
  'UpdateMemberDetectors',
  'CreatePublishingDestination',
  'UpdatePublishingDestination',
]);

/** Judges what was sent, whether AWS took it or not. */
export function judgeRequests(run: Run): readonly Complaint[] {
  const writes = writesOf(run.calls);
  const silent = run.mode === 'apply' ? [] : complain('wrote in a check', writes, ({ operation, region }) => `${operation} in ${region}`);
  return [
    ...silent,
    ...complain(
      'destructive request',
      writes.filter(({ operation }) => !allowed.has(operation)),
      ({ operation, region }) => `${operation} in ${region}`,
    ),
    ...writes.flatMap((call) => judgeWrite(run, call)),
  ];
}

function judgeWrite(run: Run, call: RecordedCall): readonly Complaint[] {
  switch (call.operation) {
    case 'CreateMembers':
      return [...judgeAccounts(run, call, 'enrolled'), ...judgeSentAgain(run, call)];
    case 'StartMonitoringMembers':
      return [
        ...(run.options.restartSuspended ? [] : [{ rule: 'restarted/request', detail: call.region }]),
        ...judgeAccounts(run, call, 'restarted'),
      ];
    case 'UpdateMemberDetectors':
      return [
        ...(run.options.applyToMembers ? [] : [{ rule: 'reached/members without being asked', detail: call.region }]),
        ...judgeAccounts(run, call, 'reached'),
        ...judgeFeatures(run, call),
      ];
    case 'UpdateDetector':
      return [...judgeEnable(run, call), ...judgeFeatures(run, call)];
    case 'CreatePublishingDestination':
    case 'UpdatePublishingDestination':
      return run.options.exports === undefined ? [{ rule: 'unasked/export sent', detail: call.region }] : [];
    case 'UpdateOrganizationConfiguration':
      return judgeLevels(run, call);
    default:
      return [];
  }
}

function inputOf({ input }: RecordedCall): Readonly<Record<string, unknown>> {
  return (input ?? {}) as Readonly<Record<string, unknown>>;
}

/** Ids of the accounts that a request names, in either form. */
function accountsOf(call: RecordedCall): readonly string[] {
  const { accountIds = [], accountDetails = [] } = inputOf(call) as {
    accountIds?: readonly string[];
    accountDetails?: readonly { readonly accountId: string }[];
  };
  return [...accountIds, ...accountDetails.map(({ accountId }) => accountId)];
}

function judgeAccounts(run: Run, call: RecordedCall, word: string): readonly Complaint[] {
  const { before, after, options } = run;
  return accountsOf(call).flatMap((id) => {
    const states = [before.accounts.get(id)?.state, after.accounts.get(id)?.state];
    const why =
      states[0] === undefined && states[1] === undefined
        ? 'is not in the organization'
        : id === administratorId
          ? 'is the administrator'
          : isExcluded(options, before, id)
            ? 'is excluded'
            : states.includes('ACTIVE')
              ? undefined
              : `is ${states[0] ?? ''}`;
    return why === undefined
      ? []
      : [{ rule: `reached/${word} although it ${why.replace(/^(is) [A-Z_]+$/, '$1 not active')}`, detail: `${call.region}/${id} ${why}` }];
  });
}

/**
 * CreateMembers applies the organization's settings to members of today again.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateMembers.html
 *
 * Under `ALL` AWS itself takes suspended members in again, whose records are those of accounts on the way until that is done.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateOrganizationConfiguration.html
 */
function judgeSentAgain({ before, settlesLate }: Run, call: RecordedCall): readonly Complaint[] {
  const region = before.regions.get(call.region);
  const returning = settlesLate && region?.autoEnable === 'ALL';
  const statuses = returning ? ['Enabled'] : ['Enabled', 'Disabled'];
  const members = accountsOf(call).filter((id) => region !== undefined && statuses.includes(statusOf(region, id) ?? ''));
  return complain('enrolled again', members, (id) => `${call.region}/${id}`);
}

function judgeEnable({ options }: Run, call: RecordedCall): readonly Complaint[] {
  const { enable } = inputOf(call);
  if (enable === false) return [{ rule: 'suspended/request', detail: call.region }];
  return enable === true && !options.restartSuspended ? [{ rule: 'restarted/request', detail: `${call.region} UpdateDetector` }] : [];
}

interface SentFeature {
  readonly name: string;
  readonly status?: string;
  readonly autoEnable?: string;
  readonly additionalConfiguration?: readonly SentFeature[];
}

function featuresOf(call: RecordedCall): readonly SentFeature[] {
  const { features } = inputOf(call);
  return Array.isArray(features) ? (features as readonly SentFeature[]) : [];
}

/** Switched off in detectors that were there before the run: only the legacy plan, and only where it is migrated. */
function judgeFeatures(run: Run, call: RecordedCall): readonly Complaint[] {
  const owners = call.operation === 'UpdateDetector' ? [call.account] : accountsOf(call);
  const region = run.before.regions.get(call.region);
  return featuresOf(call).flatMap(({ name, status }) => {
    if (status !== 'DISABLED' || (name === legacyRuntime && migrates(run.options))) return [];
    const losers = owners.filter((id) => region?.detectors.get(id)?.features.get(name) === true);
    return complain('lowered/request', losers, (id) => `${call.operation} ${call.region}/${id} ${name}`);
  });
}

/** A level that is sent has to be the one that is in force, or the one asked for. */
function judgeLevels(run: Run, call: RecordedCall): readonly Complaint[] {
  const region = run.before.regions.get(call.region);
  // A new designation begins with a new configuration.
  if (region?.administrator?.account !== administratorId || region.administrator.leaving) return [];
  const plans = askedPlans(run.options);
  const legacyEnds = run.options.migrate || levelOf(plans, legacyRuntime) === 'NONE';
  return featuresOf(call).flatMap(({ name, autoEnable }) => {
    const was = region.levels.get(name);
    // A name that the Region does not have was read so, and means nothing there.
    if (was === undefined || autoEnable === undefined || autoEnable === levelOf(plans, name)) return [];
    // Sent before somebody else changed it, or afterwards.
    if (autoEnable === was || autoEnable === run.found.regions.get(call.region)?.levels.get(name)) return [];
    if (name === legacyRuntime && autoEnable === 'NONE' && legacyEnds) return [];
    return [{ rule: 'unasked/level sent', detail: `${call.region} ${name}: ${was} → ${autoEnable}` }];
  });
}
