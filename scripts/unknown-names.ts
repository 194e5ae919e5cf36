import { leftOutReason } from '../src/domain/account';
import { detectorOnlyFeatures } from '../src/domain/feature';
import type { AccountId } from '../src/domain/ids';
import { memberCondition } from '../src/domain/member';
import { agentNames, isKnownFeature } from '../src/domain/wanted-feature';

/** Names that AWS uses, from its models and pages. */
export interface AwsNames {
  readonly features: readonly string[];
  readonly additionalConfigurations: readonly string[];
  readonly accountStates: readonly string[];
  readonly relationshipStatuses: readonly string[];
}

/**
 * Additional configurations that the program has no option for: it sends them back as it read them.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_OrganizationAdditionalConfiguration.html
 */
const leftAsTheyAre: ReadonlySet<string> = new Set(['RDS_DATA_RISK']);

const isKnown: { readonly [Kind in keyof AwsNames]: (name: string) => boolean } = {
  features: (name) => isKnownFeature(name) || detectorOnlyFeatures.has(name),
  additionalConfigurations: (name) => [...agentNames.values()].includes(name) || leftAsTheyAre.has(name),
  accountStates: (state) =>
    leftOutReason({ id: '111111111111' as AccountId, name: '', email: undefined, state }) !== 'account-state-unknown',
  relationshipStatuses: (status) => memberCondition(status) !== 'unknown',
};

/** One line for each name that the program would take for unknown; none is the aim. Asks the program's own tables. */
export function unknownNames(names: AwsNames): readonly string[] {
  return (Object.keys(isKnown) as (keyof AwsNames)[]).flatMap((kind) =>
    [...new Set(names[kind])].filter((name) => !isKnown[kind](name)).map((name) => `${kind}: ${name}`),
  );
}

/** The names in the public enumerations of AWS's own packages. */
export function namesInPackages(
  guardDuty: Readonly<
    Record<
      'OrgFeature' | 'DetectorFeature' | 'OrgFeatureAdditionalConfiguration' | 'FeatureAdditionalConfiguration',
      Readonly<Record<string, string>>
    >
  >,
  organizations: Readonly<Record<'AccountState' | 'AccountStatus', Readonly<Record<string, string>>>>,
): Omit<AwsNames, 'relationshipStatuses'> {
  const values = (...enumerations: readonly Readonly<Record<string, string>>[]): readonly string[] =>
    enumerations.flatMap((enumeration) => Object.values(enumeration));
  return {
    features: values(guardDuty.OrgFeature, guardDuty.DetectorFeature),
    additionalConfigurations: values(guardDuty.OrgFeatureAdditionalConfiguration, guardDuty.FeatureAdditionalConfiguration),
    accountStates: values(organizations.AccountState, organizations.AccountStatus),
  };
}

/** The API types relationship statuses as free text; AWS lists them on this page, one bold word in code letters for each. */
export const relationshipPage = 'https://docs.aws.amazon.com/guardduty/latest/ug/administrator_member_relationships.md';

/**
 * Finds the relationship statuses on AWS's page.
 *
 * @throws {RangeError} where the page lacks one that has always been there, so that it must have taken another form
 */
export function namesOnPage(markdown: string): readonly string[] {
  const statuses = [...markdown.matchAll(/\*\*\s*`([A-Za-z]+)`\s*\*\*/g)].map(([, status = '']) => status);
  if (!statuses.includes('Enabled') || !statuses.includes('Removed')) {
    throw new RangeError(`${relationshipPage} has another form: no list of statuses was found on it.`);
  }
  return statuses;
}
