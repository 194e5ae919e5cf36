import { malwarePrincipal } from '../domain/principals';
import type { RolloutSettings } from '../domain/settings';
import type { Subject, Verdict } from '../plan/verdicts';
import { nameOfFeature } from './features';
import { harmless } from './harmless';
import { describeProblem, quoteWords, type Explanation } from './problems';
import { reasons, remedyOf } from './reasons';

function serviceOf(servicePrincipal: string): string {
  return servicePrincipal === malwarePrincipal ? 'Malware Protection' : 'GuardDuty';
}

/** What a question is about, as people say it. */
export function nameOfSubject({ question, feature, additional, servicePrincipal }: Subject): string {
  const plan = feature === undefined ? 'protection plans' : nameOfFeature({ feature, ...(additional === undefined ? {} : { additional }) });
  switch (question) {
    case 'accounts':
      return 'accounts of the organization';
    case 'organization-policy':
      return 'organization policies';
    case 'trusted-access':
      return `trusted access of ${serviceOf(servicePrincipal ?? '')}`;
    case 'registration':
      return 'registration in AWS Organizations';
    case 'region':
      return 'the Region';
    case 'designation':
      return 'designation';
    case 'detector':
      return "administrator's detector";
    case 'new-detector':
      return feature === undefined ? 'new detector' : `${plan} in the new detector`;
    case 'auto-enable':
      return 'auto-enable';
    case 'organization-feature':
      return `${plan} in the organization`;
    case 'administrator-feature':
      return `${plan} in the administrator's detector`;
    case 'member-feature':
      return feature === undefined ? 'protection plans of members' : `${plan} in members`;
    case 'finding-frequency':
      return 'finding frequency';
    case 'members':
      return 'members';
    case 'export':
      return 'export of findings';
    case 'other-settings':
      return feature === undefined ? 'settings that nobody mentioned' : plan;
  }
}

/** An answer that is not simply "as asked", in words; undefined where there is nothing to say. The accounts that it names are left out. */
export function describeVerdict(verdict: Verdict, settings: RolloutSettings): Explanation | undefined {
  const name = nameOfSubject(verdict);
  switch (verdict.answer) {
    case 'to-do':
      return undefined;
    case 'as-asked': {
      if (verdict.note === undefined) return undefined;
      return { what: `${name}: ${reasons[verdict.note].label}`, words: '', remedy: remedyOf(verdict.note, settings) };
    }
    case 'gap': {
      const { reason, before, after } = verdict;
      const change = before === undefined || after === undefined ? '' : ` (${harmless(before)} → ${harmless(after)})`;
      return {
        what: `${name}: ${reasons[reason].label}${change}`,
        words: quoteWords(verdict),
        remedy: remedyOf(reason, settings, verdict.code),
      };
    }
    case 'unknown': {
      const { what, words, remedy } = describeProblem(verdict.problem, true);
      return { what: `${name}: not known. ${what}`, words, remedy };
    }
  }
}
