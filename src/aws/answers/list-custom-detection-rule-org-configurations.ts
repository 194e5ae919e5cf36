import * as v from 'valibot';
import { listOf, nextToken, object, readable, text, words } from './pieces';

const configuration = v.pipe(
  object({ RuleId: words, Mode: words, Status: words, StatusReason: readable(text), ExpiresAt: readable(v.date()) }),
  v.transform(({ RuleId: ruleId, Mode: mode, Status: status, StatusReason: statusReason, ExpiresAt: expiresAt }) => ({
    ruleId,
    mode,
    status,
    statusReason,
    expiresAt: expiresAt?.getTime(),
  })),
);

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListCustomDetectionRuleOrgConfigurations.html */
export const listCustomDetectionRuleOrgConfigurations = v.pipe(
  object({ Configurations: listOf(configuration), NextToken: nextToken }),
  v.transform(({ Configurations: items, NextToken }) => ({ items, nextToken: NextToken })),
);
