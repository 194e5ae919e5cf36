import type { OrganizationFeatureSetting } from '../../../src/domain/feature';
import { PreconditionError } from '../../../src/domain/errors';
import { AwsFailure, type ProblemCode } from '../../../src/domain/problem';
import type { OrganizationConfiguration } from '../../../src/domain/snapshot';
import { lowerConfiguration } from '../../../src/offboard/apply/lower-configuration';
import type { ApplyContext } from '../../../src/offboard/context';
import type { AdministratorGuardDuty } from '../../../src/ports/guardduty';
import { administratorId, detectorId, region } from '../../support/builders';
import { FakeClock } from '../../support/fake-clock';
import { configuration, settings } from '../support/facts';

type Request = readonly [autoEnable: string, ...features: readonly string[]];

const feature = (name: string, autoEnable: 'ALL' | 'NEW' | 'NONE' = 'ALL') => ({ name, autoEnable, additionalConfiguration: [] });
const two = configuration({
  features: [feature('S3_DATA_EVENTS'), feature('LAMBDA_NETWORK_LOGS', 'NEW'), feature('AI_PROTECTION', 'NONE')],
});

/** One Region whose AWS does what a test says. */
class Place {
  readonly requests: Request[] = [];
  interrupted = false;
  /** The carry-over file cannot be written. */
  full = false;
  /** Readings that still show what was there before. */
  stale = 0;

  constructor(
    private current: OrganizationConfiguration,
    /** Says no to a request, before it has an effect. */
    private readonly refuse: (request: Request, number: number) => ProblemCode | undefined = () => undefined,
    private readonly read: (number: number, shown: OrganizationConfiguration) => OrganizationConfiguration | ProblemCode = (_, shown) =>
      shown,
  ) {}

  private readings = 0;
  private before = two;

  private readonly admin: Pick<AdministratorGuardDuty, 'describeConfiguration' | 'updateConfiguration'> = {
    describeConfiguration: () => {
      this.readings += 1;
      const shown = this.read(this.readings, this.stale-- > 0 ? this.before : this.current);
      return typeof shown === 'string' ? Promise.reject(this.failure(shown, 'DescribeOrganizationConfiguration')) : Promise.resolve(shown);
    },
    updateConfiguration: (_id, autoEnable, features) => {
      const request: Request = [autoEnable, ...features.map(({ name }) => name)];
      this.requests.push(request);
      const no = this.refuse(request, this.requests.length);
      if (no !== undefined) return Promise.reject(this.failure(no, 'UpdateOrganizationConfiguration'));
      this.before = this.current;
      const sent = new Map<string, OrganizationFeatureSetting>(features.map((one) => [one.name, one]));
      this.current = { ...this.current, autoEnable, features: this.current.features.map((one) => sent.get(one.name) ?? one) };
      return Promise.resolve();
    },
  };

  private failure(code: ProblemCode, operation: string): AwsFailure {
    return new AwsFailure({ code, action: `guardduty:${operation}`, awsMessage: `AWS says ${code}` });
  }

  lower(waitSeconds = 10): ReturnType<typeof lowerConfiguration> {
    const context = {
      saveRaised: () => {
        if (this.full) throw new PreconditionError({ message: 'The carry-over file cannot be written.' });
      },
      settings: settings({ waitSeconds }),
      clock: new FakeClock(),
      emit: () => undefined,
      interrupted: () => this.interrupted,
      administrator: { caller: { accountId: administratorId, arn: '' } },
    } as unknown as ApplyContext;
    return lowerConfiguration(context, this.admin as AdministratorGuardDuty, region, detectorId);
  }
}

describe('lowering the settings of a Region', () => {
  it('lowers nothing that could not be saved before', async () => {
    const place = new Place(two);
    place.full = true;
    expect(await place.lower()).toMatchObject({
      status: 'failed',
      problem: { code: 'local-failure', detail: 'The carry-over file cannot be written.' },
    });
    expect(place.requests).toEqual([]);
  });

  it('needs one request, and reads it back', async () => {
    const place = new Place(two);
    expect(await place.lower()).toEqual({ status: 'done' });
    expect(place.requests).toEqual([['NONE', 'S3_DATA_EVENTS', 'LAMBDA_NETWORK_LOGS']]);
  });

  it('needs none where everything is lowered', async () => {
    const place = new Place(configuration({ autoEnable: 'NONE' }));
    expect(await place.lower()).toEqual({ status: 'done' });
    expect(place.requests).toEqual([]);
  });

  it('needs one more where both runtime plans are in force', async () => {
    const place = new Place(configuration({ features: [feature('EKS_RUNTIME_MONITORING'), feature('RUNTIME_MONITORING')] }));
    expect(await place.lower()).toEqual({ status: 'done' });
    expect(place.requests).toEqual([
      ['NONE', 'RUNTIME_MONITORING'],
      ['NONE', 'EKS_RUNTIME_MONITORING'],
    ]);
  });

  it('goes feature by feature where AWS refuses them together', async () => {
    const place = new Place(two, ({ length }) => (length > 2 ? 'refused' : undefined));
    expect(await place.lower()).toEqual({ status: 'done' });
    expect(place.requests.slice(1)).toEqual([
      ['NONE', 'S3_DATA_EVENTS'],
      ['NONE', 'LAMBDA_NETWORK_LOGS'],
    ]);
  });

  it('lowers everything that AWS lets it, and says what it refused', async () => {
    const place = new Place(two, (request) => (request.includes('S3_DATA_EVENTS') ? 'refused' : undefined));
    expect(await place.lower()).toMatchObject({ status: 'failed', problem: { code: 'refused', awsMessage: 'AWS says refused' } });
    expect(place.requests.at(-1)).toEqual(['NONE', 'LAMBDA_NETWORK_LOGS']);
  });

  it('sends auto-enable alone where every feature is refused', async () => {
    const place = new Place(two, ({ length }) => (length > 1 ? 'not-settled' : undefined));
    expect(await place.lower()).toMatchObject({ status: 'failed', problem: { code: 'not-settled' } });
    expect(place.requests.at(-1)).toEqual(['NONE']);
  });

  it('reads again before it repeats what failed for a moment, and undoes nothing that somebody else set meanwhile', async () => {
    const other = configuration({ features: [feature('S3_DATA_EVENTS'), feature('RDS_LOGIN_EVENTS')] });
    let now: OrganizationConfiguration = two;
    const place = new Place(
      two,
      (_request, number) => (number === 1 ? 'throttled' : undefined),
      (number, shown) => (number === 2 ? (now = other) : number > 2 ? shown : now),
    );
    expect(await place.lower()).toEqual({ status: 'done' });
    expect(place.requests).toEqual([
      ['NONE', 'S3_DATA_EVENTS', 'LAMBDA_NETWORK_LOGS'],
      ['NONE', 'S3_DATA_EVENTS', 'RDS_LOGIN_EVENTS'],
      ['NONE', 'LAMBDA_NETWORK_LOGS'],
    ]);
  });

  it('does not send again what AWS accepted and shows late', async () => {
    const place = new Place(two);
    const lowering = place.lower();
    place.stale = 4;
    expect(await lowering).toEqual({ status: 'done' });
    expect(place.requests).toHaveLength(1);
  });

  it('says that AWS does not show what it accepted', async () => {
    const place = new Place(two, undefined, () => two);
    expect(await place.lower(1)).toMatchObject({ status: 'failed', problem: { code: 'not-reported', region } });
    expect(place.requests).toHaveLength(1);
  });

  it.each<ProblemCode>(['access-denied', 'denied-by-scp', 'credentials-expired', 'unexpected-answer'])(
    'ends at once after %s',
    async (code) => {
      const place = new Place(two, () => code);
      expect(await place.lower()).toMatchObject({ status: 'failed', problem: { code } });
      expect(place.requests).toHaveLength(1);
      const unread = new Place(two, undefined, () => code);
      expect(await unread.lower()).toMatchObject({ status: 'failed', problem: { code } });
      expect(unread.requests).toEqual([]);
    },
  );

  it('sends nothing where a part of the settings became unreadable', async () => {
    const odd = configuration({ autoEnable: undefined, unread: ['autoEnableOrganizationMembers is MOST'] });
    const place = new Place(two, undefined, () => odd);
    expect(await place.lower()).toMatchObject({
      status: 'failed',
      problem: { code: 'unexpected-answer', detail: 'autoEnableOrganizationMembers is MOST' },
    });
    expect(place.requests).toEqual([]);
  });

  it('waits out a reading that fails for a moment', async () => {
    const place = new Place(two, undefined, (number, shown) => (number < 3 ? 'timed-out' : shown));
    expect(await place.lower()).toEqual({ status: 'done' });
  });

  it('begins nothing once the user wants to stop', async () => {
    const place = new Place(two);
    place.interrupted = true;
    expect(await place.lower()).toEqual({ status: 'not-attempted', because: 'interrupted' });
    expect(place.requests).toEqual([]);
  });
});
