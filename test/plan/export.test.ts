import type { ExportDestination, WantedExport } from '../../src/domain/export';
import type { AccountId } from '../../src/domain/ids';
import { known, unknown } from '../../src/domain/snapshot';
import { compareExport, exportDifferences, planExport } from '../../src/plan/export';
import { problem } from '../support/builders';

const destinationArn = 'arn:aws:s3:::findings';
const keyArn = 'arn:aws:kms:eu-west-1:333333333333:key/one';
const ownerId = '333333333333' as AccountId;
const wanted: WantedExport = { destinationArn, keyArn, ownerId, replaces: undefined };
const right: ExportDestination = { id: 'one', status: 'PUBLISHING', destinationArn, keyArn, ownerId, failingSince: undefined };
const old: ExportDestination = { ...right, id: 'old', destinationArn: 'arn:aws:s3:::old', ownerId: undefined };
const toDo = [{ question: 'export', answer: 'to-do', action: 'export-findings' }];

describe('planExport', () => {
  test('asks nothing where nobody asked', () => {
    expect(planExport(undefined, undefined)).toEqual({ action: undefined, verdicts: [] });
  });

  test('does not know what could not be read, and plans nothing from it', () => {
    expect(planExport(wanted, unknown(problem))).toEqual({
      action: undefined,
      verdicts: [{ question: 'export', answer: 'unknown', problem }],
    });
  });

  test.each([
    ['there is no detector yet', undefined],
    ['there is no destination', known([])],
  ])('creates where %s', (_why, found) => {
    expect(planExport(wanted, found)).toEqual({
      action: { kind: 'export-findings', before: null, after: { destinationArn, keyArn, ownerId }, replaces: false },
      verdicts: toDo,
    });
  });

  test.each<[string, readonly ExportDestination[]]>([
    ['everything is right', [right]],
    ['only a slash is at the end', [{ ...right, destinationArn: `${destinationArn}/` }]],
    ['another bucket is exported to as well', [old, right]],
  ])('changes nothing where %s', (_why, found) => {
    expect(planExport(wanted, known(found))).toEqual({ action: undefined, verdicts: [{ question: 'export', answer: 'as-asked' }] });
  });

  test.each<[string, Partial<ExportDestination>]>([
    ['with another key', { keyArn: `${keyArn}0` }],
    ['with another owner', { ownerId: '444444444444' }],
    ['without an owner', { ownerId: undefined }],
    ['that fails, with another key', { keyArn: `${keyArn}0`, status: 'STOPPED' }],
  ])('corrects its own bucket %s', (_how, change) => {
    const { action, verdicts } = planExport(wanted, known([{ ...right, ...change }]));
    expect(action).toMatchObject({ before: { id: 'one', ...change }, replaces: false });
    expect(verdicts).toEqual(toDo);
  });

  test.each<[string, Partial<ExportDestination>, string, string]>([
    ['is being verified', { status: 'PENDING_VERIFICATION' }, 'export-pending', 'PENDING_VERIFICATION'],
    ['was stopped', { status: 'STOPPED' }, 'export-failing', 'STOPPED'],
    [
      'fails',
      { status: 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY', failingSince: 0 },
      'export-failing',
      'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY since 1970-01-01T00:00:00.000Z',
    ],
  ])('writes nothing where the export %s', (_how, change, reason, before) => {
    expect(planExport(wanted, known([{ ...right, ...change }]))).toEqual({
      action: undefined,
      verdicts: [{ question: 'export', answer: 'gap', reason, before, after: 'PUBLISHING' }],
    });
  });

  test('does not know what a status means that is new', () => {
    expect(planExport(wanted, known([{ ...right, status: 'SLEEPING' }]))).toMatchObject({
      action: undefined,
      verdicts: [{ question: 'export', answer: 'unknown', problem: { code: 'unexpected-answer', detail: 'the status is SLEEPING' } }],
    });
  });

  const elsewhere = {
    action: undefined,
    verdicts: [{ question: 'export', answer: 'gap', reason: 'export-elsewhere', before: old.destinationArn, after: destinationArn }],
  };

  test('leaves another bucket alone, and one that only looks like the one to be replaced', () => {
    expect(planExport(wanted, known([old]))).toEqual(elsewhere);
    expect(planExport({ ...wanted, replaces: `${old.destinationArn}er` }, known([old]))).toEqual(elsewhere);
    expect(planExport({ ...wanted, replaces: `${old.destinationArn}/prefix` }, known([old]))).toEqual(elsewhere);
  });

  test('takes another prefix of the same bucket for another destination', () => {
    expect(planExport(wanted, known([{ ...right, destinationArn: `${destinationArn}/prefix` }])).verdicts).toMatchObject([
      { reason: 'export-elsewhere' },
    ]);
  });

  test('replaces exactly the destination that is named', () => {
    const replaces = `${old.destinationArn}/`;
    expect(planExport({ ...wanted, replaces }, known([{ ...old, id: 'third', destinationArn: 'arn:aws:s3:::third' }, old])).action).toEqual(
      {
        kind: 'export-findings',
        before: old,
        after: { destinationArn, keyArn, ownerId },
        replaces: true,
      },
    );
    expect(planExport({ ...wanted, replaces }, known([right]))).toMatchObject({ action: undefined, verdicts: [{ answer: 'as-asked' }] });
  });
});

test('compareExport says which destination is to be updated', () => {
  expect(compareExport(wanted, [old, { ...right, ownerId: undefined }])).toMatchObject({ step: 'update', destination: { id: 'one' } });
  expect(compareExport(wanted, [])).toEqual({ step: 'create' });
});

describe('exportDifferences', () => {
  const action = (before: ExportDestination | null) =>
    ({ kind: 'export-findings', before, after: { destinationArn, keyArn, ownerId }, replaces: false }) as const;

  test('says only what differs', () => {
    expect(exportDifferences(action(null))).toEqual({});
    expect(exportDifferences(action({ ...right, ownerId: undefined }))).toEqual({ before: 'no owner', after: ownerId });
    expect(exportDifferences(action({ ...old, keyArn: `${keyArn}0`, ownerId: '4' }))).toEqual({
      before: `${old.destinationArn}, ${keyArn}0, 4`,
      after: `${destinationArn}, ${keyArn}, ${ownerId}`,
    });
  });
});
