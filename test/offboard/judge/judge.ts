import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import type { RecordedCall } from '../../../src/simulator/requests/recorded-call';
import { complain, type Complaint } from '../../oracle/judge/complaint';
import { administratorId } from '../../oracle/support/options';
import type { RegionView, WorldView } from '../../oracle/support/world-view';
import { isWrite } from '../../support/simulated-aws';
import { forbidden } from '../support/offboarding';
import type { OffboardRun } from './live-world';

const schemaFile = join(__dirname, '../../../schema/offboard-report.schema.json');
const validate = new Ajv({ allErrors: true, strict: false, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(schemaFile, 'utf8')) as object,
);

/** Whether the account is designated in a Region, or is being removed there. */
function isDesignated(region: RegionView | undefined): boolean {
  return region?.administrator?.account === administratorId;
}

/** Members of the account that are left; a deleted record may still be listed. */
function membersIn({ members }: RegionView): ReadonlyMap<string, string> {
  return new Map([...(members.get(administratorId) ?? [])].filter(([, status]) => status.toLowerCase() !== 'deleted'));
}

/** Everything that has to hold for one run, whatever went wrong in it. */
export function judgeOffboarding(run: OffboardRun): readonly Complaint[] {
  return [
    ...judgeForm(run),
    ...judgeKept(run),
    ...judgeReach(run),
    ...judgeOthers(run),
    ...judgeRegistration(run),
    ...judgeCarryOver(run),
    ...judgeSuccess(run),
    ...judgeNumbers(run),
    ...judgeOrder(run),
  ];
}

function judgeForm({ exitCode, stdout, stderr, files, calls, options }: OffboardRun): readonly Complaint[] {
  const texts = [stdout, stderr, ...Object.values(files)];
  const traces = texts.flatMap((text) => /^.*(?:This is a bug|^\s+at .+:\d+:\d+\)?$)[\s\S]{0,600}/m.exec(text)?.[0] ?? []);
  const written = calls.filter(isWrite);
  const effective = written.filter(({ status, error }) => status === 200 || error === 'truncated' || error === 'reset');
  const operations = (list: readonly RecordedCall[]): string => list.map(({ operation }) => operation).join(', ');
  const refused = exitCode === 2 && stdout === '';
  return [
    ...complain('stack trace', traces, (text) => text),
    ...([0, 1, 2].includes(exitCode) ? [] : [{ rule: 'exit code', detail: String(exitCode) }]),
    ...(exitCode === 2 && effective.length > 0 ? [{ rule: 'exit 2 although something was changed', detail: operations(effective) }] : []),
    ...(options.mode === 'dry-run' && written.length > 0 ? [{ rule: 'dry run writes', detail: operations(written) }] : []),
    ...(refused ? [] : judgeDocument(stdout, exitCode, files)),
    ...complain('control character', texts.filter(hasControls), (text) => text.slice(0, 300)),
  ];
}

/** What a terminal would obey, or what turns the direction of text. */
function hasControls(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- what must not be there
  return /[\u0000-\u0008\u000b-\u001f\u202a-\u202e]/.test(text.replaceAll('\r\n', ''));
}

function judgeDocument(stdout: string, exitCode: number, files: OffboardRun['files']): readonly Complaint[] {
  const missing = ['csv', 'html', 'md', 'json'].filter((ending) => files[ending] === undefined);
  let document: unknown;
  try {
    document = JSON.parse(stdout);
  } catch {
    return [{ rule: 'report missing', detail: `stdout is no JSON after exit ${String(exitCode)}` }];
  }
  const problems = validate(document) ? [] : (validate.errors ?? []).slice(0, 3);
  const said = (document as { exitCode?: unknown }).exitCode;
  return [
    ...complain('report missing', missing, (ending) => ending),
    ...complain('report against its schema', problems, ({ instancePath, message }) => `${instancePath} ${message ?? ''}`),
    ...(said === exitCode ? [] : [{ rule: 'report says another exit code', detail: `${String(said)}, not ${String(exitCode)}` }]),
  ];
}

/** Nothing is deleted, suspended or stopped, and every detector is as it was. */
function judgeKept({ calls, keptBefore, keptAfter }: OffboardRun): readonly Complaint[] {
  return [
    ...complain('forbidden request', forbidden(calls), (operation) => operation),
    ...(keptBefore === keptAfter ? [] : [{ rule: 'a detector or trusted access is not as it was', detail: `${keptBefore}\n${keptAfter}` }]),
  ];
}

/** Writes reach only what was asked for: the Regions that were named, and accounts of the organization. */
function judgeReach({ calls, options, before, after }: OffboardRun): readonly Complaint[] {
  const writes = calls.filter((call) => isWrite(call) && call.service === 'guardduty');
  const { regions, includeInvited } = options;
  const elsewhere = regions === 'all' ? [] : writes.filter(({ region }) => !regions.includes(region));
  const strangers = writes.flatMap(({ input, operation, region }) => {
    const { accountIds = [] } = input as { accountIds?: readonly string[] };
    const designated = isDesignated(regionOf(before, region));
    return accountIds
      .filter((id) => !before.accounts.has(id) && !after.accounts.has(id) && !(includeInvited && designated))
      .map((id) => `${operation} ${id} in ${region}`);
  });
  const removed = writes.flatMap(({ operation, input }) => {
    const { adminAccountId = administratorId } = input as { adminAccountId?: string };
    return operation === 'DisableOrganizationAdminAccount' && adminAccountId !== administratorId ? [adminAccountId] : [];
  });
  return [
    ...complain('write in a Region that was not named', elsewhere, ({ operation, region }) => `${operation} in ${region}`),
    ...complain('a member from outside was released', strangers, (text) => text),
    ...complain('another administrator was removed', removed, (id) => id),
  ];
}

function regionOf({ regions }: WorldView, name: string): RegionView | undefined {
  return regions.get(name);
}

/** Other administrators, and their members, are left alone. */
function judgeOthers({ before, after }: OffboardRun): readonly Complaint[] {
  const others = (view: WorldView): string =>
    JSON.stringify(
      [...view.regions].map(([name, { administrator, members }]) => [
        name,
        administrator?.account === administratorId ? undefined : administrator,
        [...members]
          .filter(([owner, group]) => owner !== administratorId && group.size > 0)
          .map(([owner, group]) => [owner, [...group.keys()].sort()]),
      ]),
    );
  return others(before) === others(after) ? [] : [{ rule: 'somebody else was touched', detail: `${others(before)}\n${others(after)}` }];
}

/** The registration ends last, and only where every Region is known to be free. */
function judgeRegistration({ before, calls }: OffboardRun): readonly Complaint[] {
  const first = calls.findIndex(({ operation }) => operation === 'DeregisterDelegatedAdministrator');
  if (first < 0) return [];
  const earlier = calls.slice(0, first);
  const later = calls.slice(first).filter((call) => isWrite(call) && call.operation !== 'DeregisterDelegatedAdministrator');
  const strands = [...before.regions].filter(
    ([name, region]) =>
      isDesignated(region) &&
      region.administrator?.leaving !== true &&
      !earlier.some(({ operation, region: at }) => operation === 'DisableOrganizationAdminAccount' && at === name),
  );
  const listings = earlier.filter(({ operation, status }) => operation === 'ListOrganizationAdminAccounts' && status === 200);
  const unread = [...before.regions.keys()].filter(
    (name) => before.isOpen('111111111111', name) && !listings.some(({ region }) => region === name),
  );
  return [
    ...complain('write after the end of the registration', later, ({ operation, region }) => `${operation} in ${region}`),
    ...complain('the end of the registration strands a Region', strands, ([name]) => name),
    ...complain('the registration ends although a Region was not read', unread, (name) => name),
  ];
}

interface CarriedText {
  readonly administrators: readonly {
    readonly accountId: string;
    readonly regions: readonly {
      readonly region: string;
      readonly autoEnable: string | null;
      readonly features: readonly { readonly name: string; readonly autoEnable: string }[];
      readonly members: readonly { readonly accounts: readonly string[] }[];
    }[];
  }[];
}

const rank: Readonly<Record<string, number>> = { NONE: 0, NEW: 1, ALL: 2 };

/** Before anything is lowered, it is in the file, with every member. */
function judgeCarryOver({ calls, before, carryOver }: OffboardRun): readonly Complaint[] {
  const lowered = new Set(calls.filter(({ operation }) => operation === 'UpdateOrganizationConfiguration').map(({ region }) => region));
  if (lowered.size === 0) return [];
  if (carryOver === undefined) return [{ rule: 'settings were lowered without a carry-over file', detail: [...lowered].join(', ') }];
  const { administrators } = JSON.parse(carryOver) as CarriedText;
  const carried = administrators.find(({ accountId }) => accountId === administratorId)?.regions ?? [];
  return [...lowered].flatMap((name) => {
    const region = regionOf(before, name);
    const entry = carried.find((one) => one.region === name);
    if (region === undefined) return [];
    if (entry === undefined) return [{ rule: 'settings were lowered that are not in the carry-over file', detail: name }];
    const levels = new Map([...entry.features.map((one) => [one.name, one.autoEnable] as const), ['', entry.autoEnable ?? '']]);
    const weaker = [...region.levels, ['', region.autoEnable] as const].filter(
      ([feature, level]) => !feature.includes('/') && (rank[levels.get(feature) ?? ''] ?? 0) < (rank[level] ?? 0),
    );
    const saved = new Set(entry.members.flatMap(({ accounts }) => accounts));
    const forgotten = [...membersIn(region).keys()].filter((id) => !saved.has(id));
    return [
      ...complain('the carry-over file has a weaker setting', weaker, ([feature, level]) => `${name} ${feature}: ${level}`),
      ...complain('the carry-over file lacks a member', forgotten, (id) => `${name} ${id}`),
    ];
  });
}

/**
 * Regions of which the document says that AWS shows the account no members and may hide some. That is no claim where AWS no longer takes the
 * account for the administrator when the run begins.
 */
function mayHide({ stdout, before }: OffboardRun): ReadonlySet<string> {
  if (!stdout.startsWith('{')) return new Set();
  const said = (JSON.parse(stdout) as DocumentText).regions.filter(({ verdicts }) => verdicts.some(({ note }) => note === 'none-shown'));
  const names = said.map(({ region }) => region);
  return new Set(names.filter((name) => !isDesignated(regionOf(before, name)) || regionOf(before, name)?.administrator?.leaving === true));
}

/** 0 says that nothing is left where the run was asked: no designation, no member, no registration. */
function judgeSuccess(run: OffboardRun): readonly Complaint[] {
  const { exitCode, options, before, after, stdout } = run;
  if (exitCode !== 0 || options.mode === 'dry-run') return [];
  const { regions } = options;
  const asked = [...after.regions].filter(([name]) => (regions === 'all' || regions.includes(name)) && after.isOpen('111111111111', name));
  const designated = asked.filter(([, region]) => isDesignated(region));
  const hidden = mayHide(run);
  const members = asked.flatMap(([name, region]) =>
    [...(hidden.has(name) ? [] : membersIn(region).keys())]
      // Members by invitation of an account that is no administrator are its own business.
      .filter((id) => after.accounts.has(id) || isDesignated(regionOf(before, name)))
      .map((id) => `${id} in ${name}`),
  );
  // A run about named Regions may leave the registration, for Regions that it was not asked about or could not list, and says so.
  const said = regions !== 'all' && stdout.includes('"other-regions-left"');
  const registered = [...after.delegations].filter(([, account]) => account === administratorId && !said);
  return [
    ...complain('exit 0 although it is still designated', designated, ([name]) => name),
    ...complain('exit 0 although a member is left', members, (text) => text),
    ...complain('exit 0 although it is registered', registered, ([principal]) => principal),
  ];
}

interface DocumentText {
  readonly regions: readonly {
    readonly region: string;
    readonly releasedMembers: number | null;
    readonly leftMembers: readonly { readonly accountId: string }[];
    readonly verdicts: readonly { readonly question: string; readonly answer: string; readonly note: string | null }[];
  }[];
}

/** What the document says of members is so. */
function judgeNumbers(run: OffboardRun): readonly Complaint[] {
  const { stdout, exitCode, options, before, after } = run;
  if (options.mode === 'dry-run' || (exitCode !== 0 && exitCode !== 1)) return [];
  let document: DocumentText;
  try {
    document = JSON.parse(stdout) as DocumentText;
  } catch {
    return [];
  }
  return document.regions.flatMap(({ region, releasedMembers, leftMembers, verdicts }) => {
    const [found, now] = [regionOf(before, region), regionOf(after, region)];
    if (found === undefined || now === undefined) return [];
    const left = membersIn(now);
    const gone = [...membersIn(found).keys()].filter((id) => !left.has(id)).length;
    const absent = leftMembers.filter(({ accountId }) => !left.has(accountId));
    const claims = verdicts.some(({ question, answer }) => question === 'members' && answer === 'as-asked');
    const hidden = claims && isDesignated(found) && !mayHide(run).has(region) ? [...left.keys()] : [];
    return [
      ...(releasedMembers === null || releasedMembers === gone
        ? []
        : [
            {
              rule: 'number of released members',
              detail: `${region}: ${String(releasedMembers)} in the document, ${String(gone)} in fact`,
            },
          ]),
      ...complain('a member is called left and is gone', absent, ({ accountId }) => `${region} ${accountId}`),
      ...complain('members are called gone and are left', hidden, (id) => `${region} ${id}`),
    ];
  });
}

/** An administrator is removed only where no member is left. */
function judgeOrder({ calls, before, after }: OffboardRun): readonly Complaint[] {
  const removed = new Set(calls.filter(({ operation }) => operation === 'DisableOrganizationAdminAccount').map(({ region }) => region));
  return [...removed].flatMap((name) => {
    const [found, now] = [regionOf(before, name), regionOf(after, name)];
    if (found === undefined || now === undefined) return [];
    const left = [...membersIn(now).keys()].filter((id) => membersIn(found).has(id));
    return complain('the administrator was removed although a member was left', left, (id) => `${id} in ${name}`);
  });
}
