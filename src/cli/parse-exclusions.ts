import { UsageError } from '../domain/errors';
import { isAccountId, isUnitId, type AccountId, type UnitId } from '../domain/ids';
import type { AutoEnable } from '../domain/auto-enable';
import { shortName, wantsAll, type WantedFeatures } from '../domain/wanted-feature';
import type { RolloutSettings } from '../domain/settings';
import type { RawOptions } from './program';
import { splitNamed } from './split-list';

/** @throws UsageError for text that is no account id */
export function parseAccountId(text: string, option: string): AccountId;
export function parseAccountId(text: string | undefined, option: string): AccountId | undefined;
export function parseAccountId(text: string | undefined, option: string): AccountId | undefined {
  if (text === undefined || isAccountId(text)) return text;
  throw new UsageError({
    message: `"${text}" is not an account id.`,
    reason: `${option} takes the twelve digits of an AWS account.`,
    remedy: 'Correct the id; leading zeros count.',
  });
}

function parseUnitId(text: string): UnitId {
  if (isUnitId(text)) return text;
  throw new UsageError({
    message: `"${text}" is not the id of an organizational unit.`,
    reason: text.startsWith('r-')
      ? 'It is the id of a root, which is the whole organization.'
      : '--exclude-ous takes ids such as ou-ab12-cdef3456.',
    remedy: 'Correct the id; AWS Organizations shows the ids beside the names.',
  });
}

/**
 * Reads the exclusions. With auto-enable ALL they could not be honoured: GuardDuty enrols every account of the organization by itself, and
 * refuses to let one go. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DisassociateMembers.html
 *
 * @throws UsageError for text that is no id, for nothing at all, and together with auto-enable ALL or a feature for everybody
 */
export function parseExclusions(
  { excludeAccounts, excludeOus, applyToMembers }: RawOptions,
  autoEnable: AutoEnable,
  features: WantedFeatures | undefined,
): Pick<RolloutSettings, 'excludeAccounts' | 'excludeUnits'> {
  const accounts = splitNamed(excludeAccounts, '--exclude-accounts', 'account').map((id) => parseAccountId(id, '--exclude-accounts'));
  const units = splitNamed(excludeOus, '--exclude-ous', 'organizational unit').map(parseUnitId);
  if (autoEnable === 'ALL' && accounts.length + units.length > 0) {
    throw new UsageError({
      message: 'Exclusions and --auto-enable all cannot both be honoured.',
      reason:
        'With "all", which is the default, GuardDuty itself enrols every account of the organization within 24 hours and lets none go.',
      remedy: 'Use --auto-enable new: this run enrols the accounts of today except the excluded ones, and GuardDuty those that join later.',
    });
  }
  if (features !== undefined && wantsAll(features) && accounts.length + units.length > 0) {
    throw new UsageError({
      message: 'Exclusions and a protection plan for all accounts cannot both be honoured.',
      reason: `AWS switches a plan that is set to "all" on in every member within 24 hours, in excluded ones too: ${namesOfAll(features)}.`,
      remedy: `Ask for the plan with =new${applyToMembers === true ? '' : ' and add --apply-to-members'}: members of today that are not excluded get it now, accounts that join later get it from AWS.`,
    });
  }
  return { excludeAccounts: accounts, excludeUnits: units };
}

/** The protection plans, and what belongs to them, that are asked for with "all". */
function namesOfAll({ every, named }: WantedFeatures): string {
  const names = named.flatMap(({ feature, autoEnable, additional }) => [
    ...(autoEnable === 'ALL' ? [feature] : []),
    ...additional.filter((one) => one.autoEnable === 'ALL').map(({ name }) => name),
  ]);
  return [...names.map(shortName), ...(every === 'ALL' ? ['all'] : [])].join(', ');
}
