import {
  GetCoverageStatisticsCommand,
  GetUsageStatisticsCommand,
  ListCoverageCommand,
  ListCustomDetectionRuleOrgConfigurationsCommand,
} from '@aws-sdk/client-guardduty';
import type { Insight } from '../ports/insight';
import { getCoverageStatistics } from './answers/get-coverage-statistics';
import { getUsageStatistics } from './answers/get-usage-statistics';
import { listCoverage } from './answers/list-coverage';
import { listCustomDetectionRuleOrgConfigurations } from './answers/list-custom-detection-rule-org-configurations';
import { itemsPerPage, type GuardDutyDoor } from './detector-access';

const unhealthy = { FilterCriterion: [{ CriterionKey: 'COVERAGE_STATUS' as const, FilterCondition: { Equals: ['UNHEALTHY'] } }] };

/** Read-only extras over the SDK. */
export function insight({ requests: { ask, list } }: GuardDutyDoor): Insight {
  return {
    getCoverageStatistics: (id) =>
      ask('GetCoverageStatistics', getCoverageStatistics, (client) =>
        client.send(
          new GetCoverageStatisticsCommand({ DetectorId: id, StatisticsType: ['COUNT_BY_RESOURCE_TYPE', 'COUNT_BY_COVERAGE_STATUS'] }),
        ),
      ),

    listUnhealthyWorkloads: (id) =>
      list(
        'ListCoverage',
        listCoverage,
        (client, token) =>
          client.send(new ListCoverageCommand({ DetectorId: id, FilterCriteria: unhealthy, MaxResults: itemsPerPage, NextToken: token })),
        { keyOf: (workload) => workload.id },
      ),

    getUsage: (id) =>
      list(
        'GetUsageStatistics',
        getUsageStatistics,
        (client, token) =>
          client.send(
            new GetUsageStatisticsCommand({
              DetectorId: id,
              UsageStatisticType: 'SUM_BY_FEATURES',
              UsageCriteria: {},
              MaxResults: itemsPerPage,
              NextToken: token,
            }),
          ),
        { keyOf: (usage) => usage.feature },
      ),

    listCustomRules: () =>
      list(
        'ListCustomDetectionRuleOrgConfigurations',
        listCustomDetectionRuleOrgConfigurations,
        (client, token) => client.send(new ListCustomDetectionRuleOrgConfigurationsCommand({ MaxResults: itemsPerPage, NextToken: token })),
        { keyOf: (rule) => `${rule.ruleId}/${rule.mode}` },
      ),
  };
}
