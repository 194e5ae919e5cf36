import { describeAction, describeOutcome, statusWords, whatWasDone } from '../../messages/actions';
import { duration, enabledOf, timeOf, type Counted } from '../../messages/phrases';
import { attemptsOf, plannedOf, type RegionReport, type RegionStatus } from '../../plan/report';
import { countRequests } from '../run-facts';
import type { RunSummary } from '../run-summary';
import type { Group, PageModel, RegionRow } from './page-model';

const statusGroups: Readonly<Record<RegionStatus, Group>> = {
  'in-sync': 'proven',
  done: 'proven',
  changes: 'to-do',
  'not-attempted': 'to-do',
  pending: 'waiting',
  'partly-done': 'gap',
  failed: 'gap',
  blocked: 'gap',
};

/** One Region as a whole. */
export function regionRowOf(report: RegionReport, wanted: Counted): RegionRow {
  const { sign, word } = statusWords[report.status];
  const attempts = attemptsOf(report).map(({ action, outcome }) => `${describeAction(action).phrase}: ${describeOutcome(outcome)}`);
  const planned = plannedOf(report).map((action) => describeAction(action).phrase);
  return {
    region: report.region,
    status: { sign, word, group: statusGroups[report.status] },
    enabled: report.enabled,
    share: enabledOf(report, wanted),
    wanted: wanted.count,
    done: whatWasDone(report).join(', '),
    changes: [...attempts, ...planned],
  };
}

const modes = { apply: 'Rollout', 'dry-run': 'Dry run', check: 'Check' } as const;

/** For whom and when. */
export function factsOf({ organization, settings, startedAt, finishedAt }: RunSummary): PageModel['facts'] {
  const administrator = organization.accounts.find(({ id }) => id === organization.administratorId);
  return [
    ['Organization', organization.id],
    ['Administrator', `${organization.administratorId}${administrator === undefined ? '' : ` ${administrator.name}`}`],
    ['Finished', timeOf(finishedAt)],
    ['Run', `${modes[settings.mode]}, ${duration(finishedAt - startedAt)}`],
  ];
}

const yesOrNo = (given: boolean): string => (given ? 'yes' : 'no');
const orNobody = (ids: readonly string[]): string => (ids.length === 0 ? 'nobody' : ids.join(', '));

function featuresWanted({ features }: RunSummary['settings']): string {
  if (features === undefined) return 'left as they are';
  const named = features.named.map(({ feature, autoEnable }) => `${feature}=${autoEnable}`);
  return [...named, ...(features.every === undefined ? [] : [`all=${features.every}`])].join(', ');
}

function exportWanted({ export: wanted }: RunSummary['settings']): string {
  if (wanted === undefined) return 'left as it is';
  return `${wanted.destinationArn}, key ${wanted.keyArn}, owner ${wanted.ownerId}`;
}

/** Who acted, and the settings in force. */
export function settingsOf(summary: RunSummary): PageModel['settings'] {
  const { settings, management, administrator, organization, startedAt, version } = summary;
  const used = management === undefined ? `${organization.managementAccountId} (not used)` : `${management.accountId} as ${management.arn}`;
  return [
    ['Management account', used],
    ['Administrator', `${administrator.accountId} as ${administrator.arn}`],
    ['Regions asked for', settings.regions === 'all' ? 'all' : settings.regions.join(', ')],
    ['Auto-enable', settings.autoEnable],
    ['Protection plans', featuresWanted(settings)],
    ['Switched on in members at once', yesOrNo(settings.applyToMembers)],
    ['Finding frequency', settings.findingFrequency ?? 'left as it is'],
    ['Export of findings', exportWanted(settings)],
    ['Runtime coverage read', yesOrNo(settings.readCoverage)],
    ['Excluded', orNobody([...settings.excludeAccounts, ...settings.excludeUnits])],
    ['Suspended detectors and members restarted', yesOrNo(settings.restartSuspended)],
    ['Organization policy accepted', yesOrNo(settings.acceptOrganizationPolicy)],
    ['Began', timeOf(startedAt)],
    ['Requests', countRequests(summary).toLocaleString('en-US')],
    ['Made by', `provision-guardduty ${version}`],
  ];
}
