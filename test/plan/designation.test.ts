import { known, type OrganizationSnapshot, type RegionSnapshot } from '../../src/domain/snapshot';
import type { Problem } from '../../src/domain/problem';
import { designationOrBlocker, type Designation } from '../../src/plan/designation';
import {
  administratorId,
  configuration,
  detector,
  finishedRegion,
  freshRegion,
  managementId,
  members,
  organization,
  problem,
  region,
  someoneElse,
  unread,
} from '../support/builders';

const alone = { managementCredentials: false };
const administrators = (...list: readonly (readonly [typeof administratorId, string])[]) =>
  known(list.map(([accountId, status]) => ({ accountId, status })));
const refused = (code: Problem['code']): RegionSnapshot['configuration'] => ({ known: false, problem: { ...problem, code } });
const memberOf = (relationshipStatus: string) =>
  freshRegion({ administratorOf: known({ accountId: someoneElse, relationshipStatus }), detector: known(detector()) });
const unreadable: Designation = { kind: 'unreadable', problem };

const cases: Readonly<Record<string, readonly [RegionSnapshot, Partial<OrganizationSnapshot>, Designation]>> = {
  'is to be made where nobody is designated': [freshRegion(), {}, 'to-be-made'],
  'stands where the list shows it': [finishedRegion(), {}, 'made'],
  'stands beside a second administrator': [
    finishedRegion({ administrator: administrators([someoneElse, 'ENABLED'], [administratorId, 'ENABLED']) }),
    {},
    'made',
  ],
  'stops at a Region that is not opted in': [
    freshRegion({ availability: { kind: 'not-enabled', accountId: administratorId, optStatus: 'DISABLED' } }),
    {},
    { kind: 'region-not-enabled', accountId: administratorId, optStatus: 'DISABLED' },
  ],
  'stops at another administrator': [
    freshRegion({ administrator: administrators([someoneElse, 'ENABLED']) }),
    {},
    { kind: 'another-administrator', accountId: someoneElse, status: 'ENABLED' },
  ],
  'stops at another administrator that is being removed': [
    freshRegion({ administrator: administrators([someoneElse, 'DISABLE_IN_PROGRESS']) }),
    {},
    { kind: 'another-administrator', accountId: someoneElse, status: 'DISABLE_IN_PROGRESS' },
  ],
  'stops at another administrator before it looks at its own status': [
    freshRegion({ administrator: administrators([administratorId, 'DISABLE_IN_PROGRESS'], [someoneElse, 'ENABLED']) }),
    {},
    { kind: 'another-administrator', accountId: someoneElse, status: 'ENABLED' },
  ],
  'stops while the administrator is being removed': [
    freshRegion({ administrator: administrators([administratorId, 'DISABLE_IN_PROGRESS']) }),
    {},
    { kind: 'administrator-being-removed', accountId: administratorId },
  ],
  'stops at a status of the administrator that nobody knows': [
    freshRegion({ administrator: administrators([administratorId, 'MAYBE']) }),
    {},
    {
      kind: 'unreadable',
      problem: {
        code: 'unexpected-answer',
        action: 'guardduty:ListOrganizationAdminAccounts',
        accountId: managementId,
        region,
        detail: `the status of the administrator ${administratorId} is MAYBE`,
      },
    },
  ],
  'stops where another account is registered with the organization': [
    freshRegion(),
    { registeredAdministrators: known([someoneElse]) },
    { kind: 'another-administrator-registered', accountId: someoneElse },
  ],
  'goes on where the administrator is registered beside another account': [
    freshRegion(),
    { registeredAdministrators: known([someoneElse, administratorId]) },
    'to-be-made',
  ],
  'goes on where nobody could read who is registered': [freshRegion(), { registeredAdministrators: unread() }, 'to-be-made'],
  'stops where the account is an enabled member of another administrator': [
    memberOf('Enabled'),
    {},
    { kind: 'administrator-is-member', accountId: administratorId, administratorId: someoneElse, status: 'Enabled' },
  ],
  'stops where the account is a suspended member of another administrator': [
    memberOf('Disabled'),
    {},
    { kind: 'administrator-is-member', accountId: administratorId, administratorId: someoneElse, status: 'Disabled' },
  ],
  'goes on where the account was removed from another administrator': [memberOf('Removed'), {}, 'to-be-made'],
  'goes on where nobody could read whose member the account is': [freshRegion({ administratorOf: unread() }), {}, 'to-be-made'],
  'goes on where the account is nobody’s member': [freshRegion({ administratorOf: known(undefined) }), {}, 'to-be-made'],
  'is unknown where the list of administrators was not read': [freshRegion({ administrator: unread() }), {}, unreadable],
  'stops at an unread detector before it is made': [freshRegion({ detector: unread() }), {}, unreadable],
  'stops at unread members of a detector that was there before': [
    freshRegion({ detector: known(detector()), members: unread() }),
    {},
    unreadable,
  ],
  'needs no configuration before it is made': [freshRegion({ configuration: unread() }), {}, 'to-be-made'],
  'stops at an unread detector': [finishedRegion({ detector: unread() }), {}, unreadable],
  'stops at an unread configuration': [finishedRegion({ configuration: unread() }), {}, unreadable],
  'stops at unread members': [finishedRegion({ members: unread() }), {}, unreadable],
  'is proven by a readable configuration without the management account': [finishedRegion({ administrator: undefined }), alone, 'made'],
  'still needs members without the management account': [
    finishedRegion({ administrator: undefined, members: unread() }),
    alone,
    unreadable,
  ],
  'is needed where there is no detector, without the management account': [
    freshRegion({ administrator: undefined }),
    alone,
    { kind: 'designation-needed' },
  ],
  'is unknown where the detector was not read, without the management account': [
    freshRegion({ administrator: undefined, detector: unread() }),
    alone,
    unreadable,
  ],
  'is missing where AWS refuses the configuration, without the management account': [
    finishedRegion({ administrator: undefined, configuration: refused('refused') }),
    alone,
    { kind: 'not-designated', problem: { ...problem, code: 'refused' } },
  ],
  'is missing where AWS does not know the administrator, without the management account': [
    finishedRegion({ administrator: undefined, configuration: refused('not-settled') }),
    alone,
    { kind: 'not-designated', problem: { ...problem, code: 'not-settled' } },
  ],
  'is unknown where the configuration could not be read, without the management account': [
    finishedRegion({ administrator: undefined, configuration: refused('throttled') }),
    alone,
    { kind: 'unreadable', problem: { ...problem, code: 'throttled' } },
  ],
  'takes no stray configuration or members for its own': [
    freshRegion({ configuration: known(configuration()), members: known(members({ [managementId]: 'Enabled' })) }),
    {},
    'to-be-made',
  ],
};

describe('designationOrBlocker', () => {
  test.each(Object.entries(cases))('the designation %s', (_what, [snapshot, of, designation]) => {
    expect(designationOrBlocker(organization(of), snapshot)).toEqual(designation);
  });
});
