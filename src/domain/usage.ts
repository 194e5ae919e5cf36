/** What a feature cost in the last 30 days, by AWS's estimate. https://docs.aws.amazon.com/guardduty/latest/ug/monitoring_costs.html */
export interface FeatureUsage {
  readonly feature: string;
  /** A decimal number as text, such as `12.34000000`; never a float. */
  readonly amount: string;
  /** `USD`, or another currency that AWS may name. */
  readonly unit: string;
}

/** An estimate of what all features cost, for each currency. */
export type UsageTotal = readonly { readonly unit: string; readonly amount: string }[];

const digits = 8;

function toUnits(amount: string): bigint {
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0'));
}

/** Adds amounts exactly, currency by currency; shown with two decimals, half a cent rounded up. */
export function totalOf(usage: readonly FeatureUsage[]): UsageTotal {
  const totals = new Map<string, bigint>();
  for (const { unit, amount } of usage) totals.set(unit, (totals.get(unit) ?? 0n) + toUnits(amount));
  const cent = 10n ** BigInt(digits - 2);
  return [...totals]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([unit, units]) => {
      const cents = (units + cent / 2n) / cent;
      return { unit, amount: `${(cents / 100n).toString()}.${(cents % 100n).toString().padStart(2, '0')}` };
    });
}

/** A custom detection rule that is configured for the organization. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListCustomDetectionRuleOrgConfigurations.html */
export interface CustomRule {
  readonly ruleId: string;
  readonly mode: 'LIVE' | 'DRY_RUN' | (string & {});
  readonly status: 'ACTIVE' | 'PROCESSING' | 'FAILED' | (string & {});
  /** Why it failed, in AWS's words; untrusted. */
  readonly statusReason: string | undefined;
  /** When a dry run ends, in milliseconds since the epoch. */
  readonly expiresAt: number | undefined;
}
