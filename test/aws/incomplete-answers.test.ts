import type { DetectorId, Region, UnitId } from '../../src/domain/ids';
import type { Identity } from '../../src/ports/aws';
import { account, workload } from '../support/builders';
import { answered, callerIdentity, keys, xml } from './support/answered';
import { scripted } from './support/scripted-server';
import { connected, problemOf, region, rejectionOf } from './support/simulated';

const id = 'detector' as DetectorId;
const [first, second] = [workload(1), workload(2)];

type Ask = (identity: Identity) => Promise<unknown>;

const administering =
  (ask: (guardDuty: ReturnType<Identity['asAdministrator']>) => Promise<unknown>): Ask =>
  (identity) =>
    ask(identity.asAdministrator(region));

const getDetector = administering((guardDuty) => guardDuty.getDetector(id));
const listMembers = administering((guardDuty) => guardDuty.listMembers(id));
const getMembers = administering((guardDuty) => guardDuty.getMembers(id, [first, second]));
const createMembers = administering((guardDuty) => guardDuty.createMembers(id, [account(first)]));
const describeConfiguration = administering((guardDuty) => guardDuty.describeConfiguration(id));
const getMemberFeatures = administering((guardDuty) => guardDuty.getMemberFeatures(id, [first, second]));
const getTrialDays = administering((guardDuty) => guardDuty.getTrialDays(id, [first, second]));
const listAdministrators: Ask = (identity) => identity.asManagement(region).listAdministrators();
const listRegions: Ask = (identity) => identity.regions.listRegions();

const unit = 'ou-test-unit0001' as UnitId;
const listAccounts: Ask = ({ organization }) => organization.listAccounts(() => undefined);
const listAccountsOf: Ask = ({ organization }) => organization.listAccountsOf(unit);
const listUnitsOf: Ask = ({ organization }) => organization.listUnitsOf(unit);
const listPolicyTypes: Ask = ({ organization }) => organization.listPolicyTypes();
const listRegistered: Ask = ({ organization }) => organization.listRegisteredAdministrators('guardduty.amazonaws.com');
const listTrusted: Ask = ({ organization }) => organization.listTrustedServices();

const nothing = new Map();
const configuration = { autoEnable: 'NONE', memberLimitReached: false };
const s3 = { name: 'S3_DATA_EVENTS', enabled: false, managed: false, additional: [] };

describe('an answer that lacks what the API leaves optional, or says it in other letters', () => {
  test.each<[string, Ask, unknown, unknown]>([
    ['a detector without a status', getDetector, {}, { id, status: 'UNKNOWN', features: [] }],
    ['a status in other letters', getDetector, { status: 'Enabled' }, { id, status: 'ENABLED', features: [] }],
    ['no list of members', listMembers, {}, nothing],
    ['a member without a status, which no status is like', listMembers, { members: [{ accountId: first }] }, new Map([[first, '']])],
    ['members without a proper account', listMembers, { members: [{}, { accountId: 'x', relationshipStatus: 'Enabled' }] }, nothing],
    ['no members asked for by id', getMembers, {}, nothing],
    ['no unprocessed accounts', createMembers, {}, []],
    [
      'an unprocessed account without a text',
      createMembers,
      { unprocessedAccounts: [{}, { accountId: first }] },
      [{ accountId: first, result: '' }],
    ],
    ['no organization configuration at all', describeConfiguration, {}, { ...configuration, features: [] }],
    [
      'plans without a name or a value',
      describeConfiguration,
      { features: [{ autoEnable: 'ALL' }, { name: 'A' }, { name: 'B', additionalConfiguration: [{ autoEnable: 'ALL' }, { name: 'C' }] }] },
      {
        ...configuration,
        features: [
          { name: 'A', autoEnable: 'NONE', additionalConfiguration: [] },
          { name: 'B', autoEnable: 'NONE', additionalConfiguration: [{ name: 'C', autoEnable: 'NONE' }] },
        ],
      },
    ],
    ['no features of members', getMemberFeatures, {}, nothing],
    [
      'features without an account, a name or a status',
      getMemberFeatures,
      { members: [{ features: [{ name: 'A' }] }, { accountId: first }, { accountId: second, features: [{}, { name: 'S3_DATA_EVENTS' }] }] },
      new Map<unknown, unknown>([
        [first, []],
        [second, [s3]],
      ]),
    ],
    ['no free trials', getTrialDays, {}, []],
    [
      'free trials without a name or a number',
      getTrialDays,
      {
        accounts: [{}, { features: [{ name: 'A' }, { freeTrialDaysRemaining: 3 }, { name: 'S3_DATA_EVENTS', freeTrialDaysRemaining: 7 }] }],
      },
      [{ feature: 'S3_DATA_EVENTS', days: 7 }],
    ],
    ['no administrators', listAdministrators, {}, []],
    [
      'an administrator without a status, which is not ENABLED',
      listAdministrators,
      { adminAccounts: [{ adminAccountId: first }] },
      [{ accountId: first, status: 'UNKNOWN' }],
    ],
    ['no accounts', listAccounts, {}, []],
    [
      'accounts without an id, and one of which nothing is known, which is not active',
      listAccounts,
      { Accounts: [{ State: 'ACTIVE' }, { Id: 'x' }, { Id: first }] },
      [{ id: first, name: '', email: undefined, state: 'UNKNOWN' }],
    ],
    ['no accounts in a unit', listAccountsOf, {}, []],
    ['accounts in a unit without an id', listAccountsOf, { Accounts: [{}, { Id: 'x' }, { Id: first }] }, [first]],
    ['no units in a unit', listUnitsOf, {}, []],
    ['units in a unit without an id', listUnitsOf, { OrganizationalUnits: [{}, { Id: 'x' }, { Id: unit }] }, [unit]],
    ['no roots', listPolicyTypes, {}, []],
    ['policy types without a name', listPolicyTypes, { Roots: [{}, { PolicyTypes: [{}, { Type: 'A' }] }] }, ['A']],
    ['no registered administrators', listRegistered, {}, []],
    ['registered administrators without an id', listRegistered, { DelegatedAdministrators: [{}, { Id: first }] }, [first]],
    ['no trusted services', listTrusted, {}, []],
    ['trusted services without a name', listTrusted, { EnabledServicePrincipals: [{}, { ServicePrincipal: 'a' }] }, ['a']],
    ['no Regions', listRegions, {}, []],
    [
      'Regions without a name or a status, which is no opt-in',
      listRegions,
      { Regions: [{ RegionOptStatus: 'ENABLED' }, { RegionName: '../x', RegionOptStatus: 'ENABLED' }, { RegionName: 'eu-west-1' }] },
      [{ region: 'eu-west-1' as Region, optStatus: 'UNKNOWN' }],
    ],
  ])('is read as it is: %s', async (_name, ask, body, wanted) => {
    const { identity } = await answered(body);
    expect(await ask(identity)).toEqual(wanted);
  });

  test.each<[string, Ask, unknown]>([
    ['guardduty:ListOrganizationAdminAccounts', listAdministrators, { adminAccounts: [{ adminStatus: 'ENABLED' }] }],
    ['organizations:DescribeOrganization', ({ organization }) => organization.describe(), { Organization: { Id: 'o-x' } }],
    ['organizations:DescribeOrganization', ({ organization }) => organization.describe(), {}],
    ['guardduty:CreateDetector', administering((guardDuty) => guardDuty.createDetector([])), {}],
  ])('is a failure where nothing could be done with it: %s, %j', async (action, ask, body) => {
    const { identity } = await answered(body);
    expect(await problemOf(ask(identity))).toMatchObject({ code: 'unexpected-answer', action, accountId: '222222222222' });
  });

  test.each([
    ['no account', '<GetCallerIdentityResult/>'],
    ['an account that is none', '<GetCallerIdentityResult><Account>root</Account></GetCallerIdentityResult>'],
  ])('is no identity: %s', async (_name, result) => {
    const server = await scripted({ headers: xml, body: `<GetCallerIdentityResponse>${result}</GetCallerIdentityResponse>` });
    expect(await rejectionOf(connected({ management: { kind: 'keys', keys }, endpoint: server.url }))).toMatchObject({
      name: 'CredentialsError',
      reason: expect.stringContaining('no account id in the answer') as string,
    });
  });

  test.each([
    ['nothing', ''],
    ['half a key', '<Credentials><AccessKeyId>key</AccessKeyId></Credentials>'],
    ['the other half', '<Credentials><SecretAccessKey>secret</SecretAccessKey></Credentials>'],
  ])('is no role: %s', async (_name, credentials) => {
    const assumed = `<AssumeRoleResponse><AssumeRoleResult>${credentials}</AssumeRoleResult></AssumeRoleResponse>`;
    const server = await scripted({ headers: xml, body: callerIdentity }, { headers: xml, body: assumed });
    const administrator = { kind: 'role', role: 'GuardDutyAdmin', accountId: first } as const;
    expect(await rejectionOf(connected({ management: { kind: 'keys', keys }, administrator, endpoint: server.url }))).toMatchObject({
      name: 'CredentialsError',
      message: expect.stringContaining('role GuardDutyAdmin') as string,
      reason: expect.stringContaining('no credentials in the answer') as string,
    });
  });
});
