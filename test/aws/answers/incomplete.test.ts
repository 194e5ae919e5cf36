import type { DetectorId, Region, UnitId } from '../../../src/domain/ids';
import type { Identity } from '../../../src/ports/aws';
import { account, workload } from '../../support/builders';
import { answered, callerIdentity, keys, xml } from '../support/answered';
import { scripted } from '../support/scripted-server';
import { connected, problemOf, region, rejectionOf } from '../support/simulated';

const id = 'detector' as DetectorId;
const [first, second] = [workload(1), workload(2)];

type Ask = (identity: Identity) => Promise<unknown>;

const administering =
  (ask: (guardDuty: ReturnType<Identity['asAdministrator']>) => Promise<unknown>): Ask =>
  (identity) =>
    ask(identity.asAdministrator(region));

const getDetector = administering((guardDuty) => guardDuty.getDetector(id));
const getAdministrator = administering((guardDuty) => guardDuty.getAdministrator(id));
const listMembers = administering((guardDuty) => guardDuty.listMembers(id));
const getMembers = administering((guardDuty) => guardDuty.getMembers(id, [first, second]));
const createMembers = administering((guardDuty) => guardDuty.createMembers(id, [account(first)]));
const describeConfiguration = administering((guardDuty) => guardDuty.describeConfiguration(id));
const getMemberFeatures = administering((guardDuty) => guardDuty.getMemberFeatures(id, [first, second]));
const getTrialDays = administering((guardDuty) => guardDuty.getTrialDays(id, [first, second]));
const listAdministrators: Ask = (identity) => identity.asManagement(region).listAdministrators();
const listRegions: Ask = (identity) => identity.regions.listRegions();

const unit = 'ou-test-unit0001' as UnitId;
const describeOrganization: Ask = ({ organization }) => organization.describe();
const listAccounts: Ask = ({ organization }) => organization.listAccounts(() => undefined);
const listAccountsOf: Ask = ({ organization }) => organization.listAccountsOf(unit);
const listUnitsOf: Ask = ({ organization }) => organization.listUnitsOf(unit);
const listPolicyTypes: Ask = ({ organization }) => organization.listPolicyTypes();
const listRegistered: Ask = ({ organization }) => organization.listRegisteredAdministrators('guardduty.amazonaws.com');
const listTrusted: Ask = ({ organization }) => organization.listTrustedServices();

const nothing = new Map();
const s3 = { name: 'S3_DATA_EVENTS', enabled: undefined, managed: false, additional: [] };

describe('an answer that lacks what the API leaves optional, or says it in other letters', () => {
  test.each<[string, Ask, unknown, unknown]>([
    [
      'a detector without a readable list',
      getDetector,
      { features: 5, status: 'ENABLED', findingPublishingFrequency: '' },
      { id, status: 'ENABLED', features: undefined, findingFrequency: undefined },
    ],
    ['a detector without a status', getDetector, { features: [], status: 7 }, { id, status: 'UNKNOWN', features: [] }],
    ['a status in other letters', getDetector, { status: 'Enabled', features: [] }, { id, status: 'ENABLED', features: [] }],
    ['no administrator', getAdministrator, {}, undefined],
    [
      'an administrator without a status',
      getAdministrator,
      { administrator: { accountId: first } },
      { accountId: first, relationshipStatus: '' },
    ],
    ['a member without a status, which no status is like', listMembers, { members: [{ accountId: first }] }, new Map([[first, '']])],
    ['a member listed twice', listMembers, { members: [member('Enabled'), member('Enabled')] }, new Map([[first, 'Enabled']])],
    ['a member listed twice, differently', listMembers, { members: [member('Enabled'), member('Disabled')] }, new Map([[first, '']])],
    [
      'administrators listed twice, differently',
      listAdministrators,
      {
        adminAccounts: [
          { adminAccountId: first, adminStatus: 'ENABLED' },
          { adminAccountId: first, adminStatus: 'DISABLE_IN_PROGRESS' },
        ],
      },
      [{ accountId: first, status: 'UNKNOWN' }],
    ],
    [
      'an account listed twice, differently',
      listAccounts,
      {
        Accounts: [
          { Id: first, Name: 'one', State: 'ACTIVE' },
          { Id: first, Name: 'one', State: 'CLOSED' },
        ],
      },
      { accounts: [{ id: first, name: 'one', email: undefined, state: 'UNKNOWN' }], unreadable: undefined },
    ],
    [
      'a Region listed twice, differently',
      listRegions,
      {
        Regions: [
          { RegionName: 'eu-west-1', RegionOptStatus: 'ENABLED' },
          { RegionName: 'eu-west-1', RegionOptStatus: 'DISABLED' },
        ],
      },
      [{ region: 'eu-west-1' as Region, optStatus: 'UNKNOWN' }],
    ],
    [
      'a member looked up twice, differently',
      getMembers,
      { members: [member('Enabled'), member('Disabled')] },
      { members: new Map([[first, '']]), unprocessed: nothing },
    ],
    [
      'a member looked up and not processed',
      getMembers,
      { members: [member('Enabled')], unprocessedAccounts: [{ accountId: first, result: 'no' }] },
      { members: nothing, unprocessed: new Map([[first, 'no']]) },
    ],
    [
      'features of a member looked up twice, differently',
      getMemberFeatures,
      { members: [withFeatures('ENABLED'), withFeatures('DISABLED')] },
      { features: nothing, unprocessed: nothing },
    ],
    [
      'features of a member looked up and not processed',
      getMemberFeatures,
      { members: [withFeatures('ENABLED')], unprocessedAccounts: [{ accountId: first, result: 'no' }] },
      { features: nothing, unprocessed: new Map([[first, 'no']]) },
    ],
    [
      'a feature of a detector listed twice, differently',
      getDetector,
      { status: 'ENABLED', features: [...withFeatures('ENABLED').features, ...withFeatures('DISABLED').features] },
      { id, status: 'ENABLED', features: [s3], findingFrequency: undefined },
    ],
    [
      'a runtime feature of a detector that keeps silent about agents',
      getDetector,
      {
        status: 'ENABLED',
        features: [
          { name: 'RUNTIME_MONITORING', status: 'ENABLED', additionalConfiguration: null },
          { name: 'EKS_RUNTIME_MONITORING', status: 'DISABLED' },
        ],
      },
      {
        id,
        status: 'ENABLED',
        features: [
          { ...s3, name: 'RUNTIME_MONITORING', enabled: true, additional: undefined },
          { ...s3, name: 'EKS_RUNTIME_MONITORING', enabled: false },
        ],
      },
    ],
    [
      'features and agents listed twice, differently',
      describeConfiguration,
      {
        autoEnableOrganizationMembers: 'NEW',
        memberAccountLimitReached: true,
        features: [
          { name: 'S3_DATA_EVENTS', autoEnable: 'NEW' },
          { name: 'S3_DATA_EVENTS', autoEnable: 'ALL' },
          {
            name: 'RUNTIME_MONITORING',
            autoEnable: 'ALL',
            additionalConfiguration: [
              { name: 'EC2_AGENT_MANAGEMENT', autoEnable: 'ALL' },
              { name: 'EC2_AGENT_MANAGEMENT', autoEnable: 'NONE' },
            ],
          },
        ],
      },
      {
        autoEnable: 'NEW',
        memberLimitReached: true,
        features: [
          { name: 'S3_DATA_EVENTS', autoEnable: undefined, additionalConfiguration: undefined },
          {
            name: 'RUNTIME_MONITORING',
            autoEnable: 'ALL',
            additionalConfiguration: [{ name: 'EC2_AGENT_MANAGEMENT', autoEnable: undefined }],
          },
        ],
        unread: [
          'S3_DATA_EVENTS is listed twice, with different settings',
          'RUNTIME_MONITORING, EC2_AGENT_MANAGEMENT is listed twice, with different settings',
        ],
      },
    ],
    [
      'members without a proper account',
      getMembers,
      { members: [{}, { accountId: 'x' }, null, 7] },
      { members: nothing, unprocessed: nothing },
    ],
    [
      'an unprocessed account without a text',
      createMembers,
      { unprocessedAccounts: [{ accountId: first, result: 5 }] },
      [{ accountId: first, result: '' }],
    ],
    [
      'features whose levels are missing or unknown',
      describeConfiguration,
      {
        autoEnable: true,
        features: [
          { name: 'A' },
          { name: 'B', autoEnable: 'SOME', additionalConfiguration: [{ name: 'C' }] },
          { name: 'RUNTIME_MONITORING', autoEnable: 'NEW', additionalConfiguration: null },
          { name: 'EKS_RUNTIME_MONITORING', autoEnable: 'NONE', additionalConfiguration: null },
        ],
      },
      {
        autoEnable: undefined,
        memberLimitReached: undefined,
        features: [
          { name: 'A', autoEnable: undefined, additionalConfiguration: [] },
          { name: 'B', autoEnable: undefined, additionalConfiguration: [{ name: 'C', autoEnable: undefined }] },
          { name: 'RUNTIME_MONITORING', autoEnable: 'NEW', additionalConfiguration: undefined },
          { name: 'EKS_RUNTIME_MONITORING', autoEnable: 'NONE', additionalConfiguration: [] },
        ],
        unread: [
          'autoEnableOrganizationMembers is missing',
          'memberAccountLimitReached is missing',
          'A: autoEnable is missing',
          'B: autoEnable is SOME',
          'B, C: autoEnable is missing',
          'RUNTIME_MONITORING: additionalConfiguration is missing',
        ],
      },
    ],
    [
      'features without an account, a name or a status',
      getMemberFeatures,
      {
        members: [
          { features: [{ name: 'A' }] },
          { accountId: first, features: [{}] },
          { accountId: second, features: [{ name: 'S3_DATA_EVENTS' }] },
        ],
      },
      { features: new Map([[second, [s3]]]), unprocessed: nothing },
    ],
    [
      'free trials without a number',
      getTrialDays,
      { accounts: [{}, { features: [{ name: 'A' }, { name: 'S3_DATA_EVENTS', freeTrialDaysRemaining: 7 }] }] },
      [{ feature: 'S3_DATA_EVENTS', days: 7 }],
    ],
    [
      'an administrator without a status, which is not ENABLED',
      listAdministrators,
      { adminAccounts: [{ adminAccountId: first }] },
      [{ accountId: first, status: 'UNKNOWN' }],
    ],
    [
      'an account of which nothing is known, which is not active',
      listAccounts,
      { Accounts: [{ Id: first }] },
      { accounts: [{ id: first, name: '', email: undefined, state: 'UNKNOWN' }], unreadable: undefined },
    ],
    [
      'Regions without a status, which is no opt-in',
      listRegions,
      { Regions: [{ RegionName: 'eu-west-1' }] },
      [{ region: 'eu-west-1' as Region, optStatus: 'UNKNOWN' }],
    ],
  ])('is read as it is: %s', async (_name, ask, body, wanted) => {
    const { identity } = await answered(body);
    expect(await ask(identity)).toEqual(wanted);
  });

  test('names an account that cannot be read, and the others', async () => {
    const { identity } = await answered({ Accounts: [{ Id: second, State: 'ACTIVE' }, { Id: 'x' }, { State: 'ACTIVE' }] });
    expect(await listAccounts(identity)).toEqual({
      accounts: [{ id: second, name: '', email: undefined, state: 'ACTIVE' }],
      unreadable: {
        code: 'unexpected-answer',
        action: 'organizations:ListAccounts',
        accountId: '222222222222',
        detail: 'Id of entry 2 of Accounts is not an account id',
      },
    });
  });

  test.each<[Ask, unknown, string]>([
    [listMembers, {}, 'Members is missing'],
    [listMembers, { members: 'x' }, 'Members is not a list'],
    [listMembers, { members: [member('Enabled'), { relationshipStatus: 'Enabled' }] }, 'entry 2 of Members has no AccountId'],
    [listMembers, { members: [null] }, 'entry 1 of Members is missing'],
    [listMembers, { members: ['x'] }, 'entry 1 of Members is not an object'],
    [listMembers, { members: [], nextToken: 5 }, 'NextToken is not a text'],
    [getMembers, {}, 'Members is missing'],
    [createMembers, {}, 'UnprocessedAccounts is missing'],
    [createMembers, { unprocessedAccounts: null }, 'UnprocessedAccounts is missing'],
    [createMembers, { unprocessedAccounts: {} }, 'UnprocessedAccounts is not a list'],
    [createMembers, { unprocessedAccounts: [{ result: 'no' }] }, 'entry 1 of UnprocessedAccounts has no AccountId'],
    [describeConfiguration, {}, 'Features is missing'],
    [describeConfiguration, { features: [{ autoEnable: 'ALL' }] }, 'entry 1 of Features has no Name'],
    [getMemberFeatures, {}, 'MemberDataSourceConfigurations is missing'],
    [getTrialDays, {}, 'Accounts is missing'],
    [getTrialDays, { accounts: [{ features: [{ freeTrialDaysRemaining: 3 }] }] }, 'entry 1 of Features of entry 1 of Accounts has no Name'],
    [listAdministrators, {}, 'AdminAccounts is missing'],
    [listAdministrators, { adminAccounts: [{ adminStatus: 'ENABLED' }] }, 'entry 1 of AdminAccounts has no AdminAccountId'],
    [listAccounts, {}, 'Accounts is missing'],
    [listAccountsOf, {}, 'Accounts is missing'],
    [listAccountsOf, { Accounts: [{ Id: 'x' }] }, 'Id of entry 1 of Accounts is not an account id'],
    [listUnitsOf, { OrganizationalUnits: [{}] }, 'entry 1 of OrganizationalUnits has no Id'],
    [listPolicyTypes, { Roots: [] }, 'Roots is empty'],
    [listPolicyTypes, { Roots: [{ Id: 'r-1' }] }, 'entry 1 of Roots has no PolicyTypes'],
    [listRegistered, { DelegatedAdministrators: [{}] }, 'entry 1 of DelegatedAdministrators has no Id'],
    [listTrusted, { EnabledServicePrincipals: [{}] }, 'entry 1 of EnabledServicePrincipals has no ServicePrincipal'],
    [listRegions, { Regions: [{ RegionOptStatus: 'ENABLED' }] }, 'entry 1 of Regions has no RegionName'],
    [listRegions, { Regions: [{ RegionName: '../x' }] }, 'RegionName of entry 1 of Regions is not the name of a Region'],
    [getDetector, {}, 'the answer says nothing about the detector'],
    [describeOrganization, {}, 'Organization is missing'],
    [describeOrganization, { Organization: { Id: 'o-x', FeatureSet: 'ALL' } }, 'Organization has no MasterAccountId'],
    [administering((guardDuty) => guardDuty.createDetector([])), {}, 'DetectorId is missing'],
    [administering((guardDuty) => guardDuty.findDetector()), { detectorIds: [''] }, 'entry 1 of DetectorIds is empty'],
    [getAdministrator, { administrator: 'x' }, 'Administrator is not an object'],
  ])('is a failure where nothing could be done with it: %s, %j', async (ask, body, detail) => {
    const { identity } = await answered(body);
    expect(await problemOf(ask(identity))).toMatchObject({ code: 'unexpected-answer', accountId: '222222222222', detail });
  });

  test.each([
    ['no account', '<GetCallerIdentityResult/>', 'Account is missing'],
    [
      'an account that is none',
      '<GetCallerIdentityResult><Account>root</Account></GetCallerIdentityResult>',
      'Account is not an account id',
    ],
  ])('is no identity: %s', async (_name, result, detail) => {
    const server = await scripted({ headers: xml, body: `<GetCallerIdentityResponse>${result}</GetCallerIdentityResponse>` });
    expect(await rejectionOf(connected({ management: { kind: 'keys', keys }, endpoint: server.url }))).toMatchObject({
      name: 'CredentialsError',
      reason: expect.stringContaining(detail) as string,
    });
  });

  test.each([
    ['nothing', '', 'Credentials is missing'],
    ['half a key', '<Credentials><AccessKeyId>key</AccessKeyId></Credentials>', 'Credentials has no SecretAccessKey'],
    ['the other half', '<Credentials><SecretAccessKey>secret</SecretAccessKey></Credentials>', 'Credentials has no AccessKeyId'],
  ])('is no role: %s', async (_name, credentials, detail) => {
    const assumed = `<AssumeRoleResponse><AssumeRoleResult>${credentials}</AssumeRoleResult></AssumeRoleResponse>`;
    const server = await scripted({ headers: xml, body: callerIdentity }, { headers: xml, body: assumed });
    const administrator = { kind: 'role', role: 'GuardDutyAdmin', accountId: first } as const;
    expect(await rejectionOf(connected({ management: { kind: 'keys', keys }, administrator, endpoint: server.url }))).toMatchObject({
      name: 'CredentialsError',
      message: expect.stringContaining('role GuardDutyAdmin') as string,
      reason: expect.stringContaining(detail) as string,
    });
  });
});

function withFeatures(status: string) {
  return { accountId: first, features: [{ name: 'S3_DATA_EVENTS', status }] };
}

function member(relationshipStatus: string) {
  return { accountId: first, relationshipStatus };
}
