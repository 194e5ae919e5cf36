import type { Run } from '../support/live-world';
import { administratorId } from '../support/options';
import type { RegionView } from '../support/world-view';
import { statusOf } from './scope';
import { questionsOf, type Question } from './asked';
import { complain, type Complaint } from './complaint';
import { parse } from './form';

/** An answer of the JSON document to one question. */
interface Verdict {
  readonly question: string;
  readonly answer: string;
  readonly feature: string | null;
  readonly additional: string | null;
  readonly servicePrincipal: string | null;
  readonly accounts: readonly string[] | null;
}

interface Row {
  readonly verdict: Verdict;
  readonly region: string | undefined;
}

interface Document {
  readonly organization?: { readonly verdicts?: readonly Verdict[] };
  readonly regions?: readonly { readonly region: string; readonly verdicts?: readonly Verdict[] }[];
}

/** Questions whose answer follows from the world alone, so that a wrong "no" is seen too. */
const plain: ReadonlySet<string> = new Set([
  'designation',
  'detector',
  'auto-enable',
  'finding-frequency',
  'organization-feature',
  'members',
  'export',
]);

/** Every answer of the JSON document has to agree with the world: *as asked* where it is so, *to do* and *gap* where it is not. */
export function judgeVerdicts(run: Run): readonly Complaint[] {
  const { organization, regions = [] } = (parse(run.stdout) ?? {}) as Document;
  const questions = questionsOf(run.options, run.after);
  const rows: readonly Row[] = [
    ...(organization?.verdicts ?? []).map((verdict) => ({ verdict, region: undefined })),
    ...regions.flatMap(({ region, verdicts = [] }) => verdicts.map((verdict) => ({ verdict, region }))),
  ];
  return rows.flatMap(({ verdict, region }) => {
    const own = questions.filter((question) => isAbout(question, verdict, region));
    const apart = verdict.answer === 'as-asked' ? accountsApart(rows, verdict, region) : new Set();
    const wrong = own.filter(
      ({ right, account }) => !right && (account === undefined || !(apart.has(account) || joinsLater(run, region, account))),
    );
    const where = `${verdict.question} ${verdict.feature ?? ''}${verdict.additional === null ? '' : `/${verdict.additional}`} ${region ?? ''}`;
    if (verdict.answer === 'as-asked') {
      return complain('verdict "as asked" is not true', wrong, ({ account = '', seen }) => `${where} ${account}: ${seen}`);
    }
    const known = verdict.answer === 'to-do' || verdict.answer === 'gap';
    const readable = region === undefined || isReadable(run.before.regions.get(region));
    const untrue = readable && known && plain.has(verdict.question) && own.length > 0 && wrong.length === 0 && !run.settlesLate;
    return untrue ? [{ rule: `verdict "${verdict.answer}" is not true`, detail: where }] : [];
  });
}

/** Whether AWS itself made the account a member during the run, maybe after the last reading. */
function joinsLater({ before, calls, settlesLate }: Run, name: string | undefined, account: string): boolean {
  const region = before.regions.get(name ?? '');
  const sent = calls.some(
    ({ operation, region: where, input }) => operation === 'CreateMembers' && where === name && JSON.stringify(input).includes(account),
  );
  return settlesLate && !sent && region !== undefined && statusOf(region, account) !== 'Enabled';
}

/**
 * Whether the organization's configuration can be read before the run. It is read by the detector's id; where nobody is designated, or the
 * administrator has no detector, what is to be set is not known to be so.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DescribeOrganizationConfiguration.html
 */
function isReadable(region: RegionView | undefined): boolean {
  return region?.administrator?.account === administratorId && !region.administrator.leaving && region.detectors.has(administratorId);
}

/**
 * Accounts of which another verdict says something else: of the same question, for the same feature, the one above it, or any; and for
 * features of members that they are no members.
 */
function accountsApart(rows: readonly Row[], { question, feature }: Verdict, region: string | undefined): ReadonlySet<string> {
  const others = rows.filter(
    ({ verdict, region: where }) =>
      where === region &&
      (verdict.question === question || (question === 'member-feature' && verdict.question === 'members')) &&
      verdict.answer !== 'as-asked' &&
      (verdict.feature === null || (verdict.feature === feature && verdict.additional === null)),
  );
  return new Set(others.flatMap(({ verdict }) => verdict.accounts ?? []));
}

function isAbout(question: Question, verdict: Verdict, region: string | undefined): boolean {
  const feature =
    verdict.feature === null ? undefined : [verdict.feature, ...(verdict.additional === null ? [] : [verdict.additional])].join('/');
  return (
    // At the top this one asks whether policies could be read; what they override is answered Region by Region.
    question.question !== 'organization-policy' &&
    question.question === verdict.question &&
    question.region === region &&
    question.feature === feature &&
    question.servicePrincipal === (verdict.servicePrincipal ?? undefined)
  );
}
