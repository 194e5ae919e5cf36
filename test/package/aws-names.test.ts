import * as guardDuty from '@aws-sdk/client-guardduty';
import * as organizations from '@aws-sdk/client-organizations';
import { namesInPackages, namesOnPage, unknownNames } from '../../scripts/unknown-names';

const page = `The following list describes the possible values.

**\`Enabled\`**

Monitored.

 ** \`Removed\` **
No longer associated. See \`ListMembers\`.

**\`RegionDisabled\`**
`;

describe('the names that AWS uses', () => {
  test('are all known, as far as the installed packages have them', () => {
    const names = namesInPackages(guardDuty, organizations);
    expect(unknownNames({ ...names, relationshipStatuses: [] })).toEqual([]);
    expect([names.features.length > 10, names.additionalConfigurations.length > 3, names.accountStates.length > 5]).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('are reported where the program would take them for unknown, once each', () => {
    expect(
      unknownNames({
        features: ['S3_DATA_EVENTS', 'AI_ANALYST', 'QUANTUM_PROTECTION', 'QUANTUM_PROTECTION'],
        additionalConfigurations: ['EC2_AGENT_MANAGEMENT', 'RDS_DATA_RISK', 'MAINFRAME_AGENT_MANAGEMENT'],
        accountStates: ['ACTIVE', 'UNDER_REVIEW'],
        relationshipStatuses: ['Enabled', 'Paused'],
      }),
    ).toEqual([
      'features: QUANTUM_PROTECTION',
      'additionalConfigurations: MAINFRAME_AGENT_MANAGEMENT',
      'accountStates: UNDER_REVIEW',
      'relationshipStatuses: Paused',
    ]);
  });

  test('are found on the page of relationship statuses', () => {
    expect(namesOnPage(page)).toEqual(['Enabled', 'Removed', 'RegionDisabled']);
  });

  test('are not taken for read from a page that has another form', () => {
    expect(() => namesOnPage('<html>Moved</html>')).toThrow('has another form');
  });
});
