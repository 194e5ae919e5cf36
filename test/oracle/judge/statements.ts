import type { Run } from '../support/live-world';
import { administratorId, managementId } from '../support/options';
import type { RegionView, WorldView } from '../support/world-view';
import { describeQuestion, questionsOf } from './asked';
import type { Row } from './cells';
import { complain, type Complaint } from './complaint';
import { parse } from './form';
import { isExcluded, isResting, statusOf, wantedAccounts } from './scope';

interface RegionRow {
  readonly region: string;
  readonly status: string;
  readonly blocker: unknown;
  readonly membersFromOutside: number;
  readonly excludedMembers: readonly string[];
}

/** Judges single statements of the reports about accounts and Regions, each held against the world. */
export function judgeStatements(run: Run, rows: readonly Row[]): readonly Complaint[] {
  const { regions = [] } = (parse(run.stdout) ?? {}) as { readonly regions?: readonly RegionRow[] };
  return [
    ...regions.flatMap((row) => [...judgeStatus(run, row), ...judgeOthers(run, row)]),
    ...judgeRows(run, rows, regions),
    ...rows.flatMap((row) => judgeReason(run, row)),
    ...judgeTable(run),
  ];
}

/** A Region that is called done has everything that was asked for. */
function judgeStatus({ options, mode, after, settlesLate }: Run, { region, status }: RegionRow): readonly Complaint[] {
  if (!['done', 'in-sync'].includes(status) || (settlesLate && mode !== 'apply')) return [];
  const wrong = questionsOf(options, after).filter((question) => question.region === region && !question.right);
  // Whether a policy is accepted is asked once, for the organization.
  return complain(`Region is called ${status}`, wrong, describeQuestion);
}

/** Accounts outside the rollout: members that are excluded, and members that do not belong to the active accounts. */
function judgeOthers(
  { before, after, options }: Run,
  { region: name, excludedMembers, membersFromOutside }: RegionRow,
): readonly Complaint[] {
  const views = [before, after].flatMap((view) => {
    const region = view.regions.get(name);
    return region === undefined ? [] : [{ view, region }];
  });
  const untrue = excludedMembers.filter(
    (id) => !isExcluded(options, before, id) || views.every(({ region }) => statusOf(region, id) === undefined),
  );
  const counts = views.map(({ view, region }) => outsidersOf(options, view, region));
  const tooMany = membersFromOutside > Math.max(0, ...counts);
  return [
    ...complain('excluded member that is none', untrue, (id) => `${name}/${id}`),
    ...(tooMany
      ? [{ rule: 'number of members from outside', detail: `${name}: ${String(membersFromOutside)} instead of ${counts.join(' or ')}` }]
      : []),
  ];
}

function outsidersOf(options: Run['options'], view: WorldView, region: RegionView): number {
  const wanted = new Set(wantedAccounts(options, view).filter((id) => view.accounts.get(id)?.state === 'ACTIVE'));
  return [...(region.members.get(administratorId)?.keys() ?? [])].filter((id) => !wanted.has(id) && !isExcluded(options, view, id)).length;
}

/** `Status`, the older field of an account, knows no `CLOSED`. https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html */
const olderNames: Readonly<Record<string, string>> = { CLOSED: 'SUSPENDED' };

/** Every account stands once in each Region, in the state that it has. */
function judgeRows({ before, after }: Run, rows: readonly Row[], regions: readonly RegionRow[]): readonly Complaint[] {
  if (rows.length === 0) return [];
  const found = new Map<string, number>();
  for (const { region = '', account_id: id = '' } of rows) found.set(`${region}/${id}`, (found.get(`${region}/${id}`) ?? 0) + 1);
  const present = [...before.accounts.keys()].filter((id) => after.accounts.has(id));
  const wanted = regions.flatMap(({ region }) => present.map((id) => `${region}/${id}`));
  const wrong = rows.filter(({ account_id: id = '', account_state: said = '' }) => {
    const states = [before, after].flatMap(({ accounts }) => accounts.get(id)?.state ?? []);
    return !states.some((state) => state === said || olderNames[state] === said);
  });
  return [
    ...complain(
      'account is not in its Region once',
      wanted.filter((place) => found.get(place) !== 1),
      (place) => `${place}: ${String(found.get(place) ?? 0)} times`,
    ),
    ...complain('cell/state of account', wrong, ({ account_id: id = '', account_state: said = '' }) => `${id}: ${said}`),
  ];
}

/** What a reason that comes from a reading says of the world. Reasons in AWS's own words are AWS's. */
const reasons: Readonly<Record<string, (place: Place) => boolean>> = {
  excluded: ({ run, id }) => isExcluded(run.options, run.before, id),
  'account-suspended': ({ state = '' }) => state === 'SUSPENDED' || olderNames[state] === 'SUSPENDED',
  'account-closed': ({ state }) => state === 'CLOSED',
  'account-pending-closure': ({ state }) => state === 'PENDING_CLOSURE',
  'account-pending-activation': ({ state }) => state === 'PENDING_ACTIVATION',
  'account-state-unknown': ({ state }) => state === 'UNDER_REVIEW',
  'account-suspended-as-member': ({ status, view, id }) => status === 'AccountSuspended' || isResting(view, id),
  'member-suspended': ({ status }) => status === 'Disabled',
  'member-region-disabled': ({ status }) => status === 'RegionDisabled',
  'email-verification-failed': ({ status }) => status === 'EmailVerificationFailed',
  'relationship-unknown': ({ status }) => status === 'Paused',
  'management-detector-suspended': ({ id, region }) => id === managementId && region.detectors.get(id)?.enabled === false,
  'management-without-detector': ({ id }) => id === managementId,
};

interface Place {
  readonly run: Run;
  readonly view: WorldView;
  readonly region: RegionView;
  readonly id: string;
  readonly state: string | undefined;
  readonly status: string | undefined;
}

function judgeReason(run: Run, row: Row): readonly Complaint[] {
  const { region: name = '', account_id: id = '', reason = '', aws_message: words = '' } = row;
  const holds = reasons[reason];
  const places = [run.before, run.after].flatMap((view): readonly Place[] => {
    const region = view.regions.get(name);
    return region === undefined ? [] : [{ run, view, region, id, state: view.accounts.get(id)?.state, status: statusOf(region, id) }];
  });
  if (holds === undefined || words !== '' || places.length === 0 || places.some(holds)) return [];
  return [
    { rule: `reason/${reason}`, detail: `${name}/${id} is ${places.at(-1)?.status ?? 'no member'}, ${places.at(-1)?.state ?? 'gone'}` },
  ];
}

/** The number of enabled accounts in the Markdown table is that of the JSON document, of as many as are to be enabled. */
function judgeTable({ files, stdout, before, after, options }: Run): readonly Complaint[] {
  const { regions = [] } = (parse(stdout) ?? {}) as {
    readonly regions?: readonly { readonly region: string; readonly enabledAccounts: number | null }[];
  };
  const active = [before, after].map(
    (view) => wantedAccounts(options, view).filter((id) => view.accounts.get(id)?.state === 'ACTIVE').length,
  );
  return regions.flatMap(({ region, enabledAccounts }) => {
    const cell = new RegExp(`^\\| ${region} \\|[^|]*\\| *(\\d+)/(\\d+)`, 'm').exec(files['md'] ?? '');
    if (cell === null) return [];
    const [, enabled = '', all = ''] = cell;
    const right = Number(enabled) === enabledAccounts && active.includes(Number(all));
    return right
      ? []
      : [{ rule: 'number of enabled accounts', detail: `${region}: ${enabled}/${all} in the table, ${active.join(' or ')} active` }];
  });
}
