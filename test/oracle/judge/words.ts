import type { RecordedCall } from '../../../src/simulator/requests/recorded-call';
import type { Run } from '../support/live-world';
import { complain, type Complaint } from './complaint';
import { parse } from './form';
import { statusOf, wantedAccounts } from './scope';

/** Judges what the reports say was done, and what they advise. */
export function judgeWords(run: Run): readonly Complaint[] {
  return [...judgeAdvice(run), ...judgeDone(run), ...judgeEnding(run), ...judgeCounts(run)];
}

const addable: readonly (readonly [string, (options: Run['options']) => boolean])[] = [
  ['--restart-suspended', ({ restartSuspended }) => restartSuspended],
  ['--accept-organization-policy', ({ acceptPolicy }) => acceptPolicy],
  ['--apply-to-members', ({ applyToMembers }) => applyToMembers],
  ['--migrate-eks-runtime-monitoring', ({ migrate }) => migrate],
];

/** Advice has to be something that can help: an option that was given is not added again. */
function judgeAdvice({ options, files, stderr }: Run): readonly Complaint[] {
  const texts = [files['csv'] ?? '', files['md'] ?? '', files['json'] ?? '', stderr];
  const useless = addable.filter(
    ([option, isGiven]) => isGiven(options) && texts.some((text) => new RegExp(`\\b(?:add|with|use|give) ${option}`, 'i').test(text)),
  );
  return complain('advice to add an option that was given', useless, ([option]) => option);
}

/** Requests without which a step can't be done, by the step's name in the JSON document. */
const requestsOf: Readonly<Record<string, readonly string[]>> = {
  'enable-trusted-access': ['EnableAWSServiceAccess'],
  'designate-administrator': ['EnableOrganizationAdminAccount'],
  'enable-detector': ['UpdateDetector'],
  'create-management-detector': ['CreateDetector'],
  'enable-management-detector': ['UpdateDetector'],
  'configure-organization': ['UpdateOrganizationConfiguration'],
  'configure-detector': ['UpdateDetector'],
  'configure-members': ['UpdateMemberDetectors'],
  'configure-new-members': ['UpdateMemberDetectors'],
  'export-findings': ['CreatePublishingDestination', 'UpdatePublishingDestination'],
  'associate-members': ['CreateMembers'],
  'restart-members': ['StartMonitoringMembers'],
};

interface ActionRow {
  readonly kind: string;
  readonly outcome: { readonly status: string; readonly sent?: readonly string[] } | null;
}

/** What is said to be done was sent: the past tense comes from evidence. */
function judgeDone({ stdout, calls }: Run): readonly Complaint[] {
  const { regions = [], organization } = (parse(stdout) ?? {}) as {
    regions?: readonly { readonly region: string; readonly actions?: readonly ActionRow[] }[];
    organization?: { readonly actions?: readonly ActionRow[] };
  };
  const rows = [
    ...(organization?.actions ?? []).map((action) => ({ action, region: undefined })),
    ...regions.flatMap(({ region, actions = [] }) => actions.map((action) => ({ action, region }))),
  ];
  const unsent = rows.filter(
    ({ action: { kind, outcome }, region }) =>
      outcome !== null && (outcome.sent ?? []).length > 0 && !wasSent(calls, requestsOf[kind], region),
  );
  return complain('said to be done, but never sent', unsent, ({ action: { kind }, region }) => `${kind} ${region ?? ''}`);
}

function wasSent(calls: readonly RecordedCall[], operations: readonly string[] | undefined, region: string | undefined): boolean {
  return (
    operations === undefined ||
    calls.some((call) => operations.includes(call.operation) && (region === undefined || call.region === region))
  );
}

/** Success in words goes with success in the exit code. */
function judgeEnding({ exitCode, files, stderr }: Run): readonly Complaint[] {
  if (exitCode === 0) return [];
  const claims = ['Done and proven', ': everything is as asked'];
  const texts = [files['md'] ?? '', files['html'] ?? '', stderr];
  return complain(
    'claims success',
    claims.filter((claim) => texts.some((text) => text.includes(claim))),
    (claim) => `"${claim}" with exit ${String(exitCode)}`,
  );
}

/** The number of enabled accounts in a Region is that of the world, or less where something could not be read. */
function judgeCounts(run: Run): readonly Complaint[] {
  const { regions = [] } = (parse(run.stdout) ?? {}) as {
    regions?: readonly {
      readonly region: string;
      readonly enabledAccounts?: number | null;
      readonly verdicts?: readonly { readonly answer: string }[];
    }[];
  };
  return regions.flatMap(({ region: name, enabledAccounts: said, verdicts = [] }) => {
    const region = run.after.regions.get(name);
    if (said === null || said === undefined || region === undefined || run.settlesLate) return [];
    const wanted = wantedAccounts(run.options, run.after).filter((id) => run.after.accounts.get(id)?.state === 'ACTIVE');
    const number = wanted.filter((id) => statusOf(region, id) === 'Enabled').length;
    // Accounts that could not be read are not counted; then a verdict says so.
    const complete = verdicts.every(({ answer }) => answer === 'as-asked');
    return said === number || (said < number && !complete)
      ? []
      : [{ rule: 'number of enabled accounts', detail: `${name}: ${String(said)} in the document, ${String(number)} in fact` }];
  });
}
