import { isAccountId, isDetectorId, isRegionShaped, isUnitId } from '../../src/domain/ids';

describe('ids', () => {
  test.each([
    ['000000000001', true],
    ['12345678901', false],
    ['1234567890123', false],
    ['12345678901a', false],
    [' 123456789012', false],
  ])('account id %j: %s', (text, expected) => {
    expect(isAccountId(text)).toBe(expected);
  });

  test.each([
    ['eu-central-1', true],
    ['us-gov-west-1', true],
    ['eusc-de-east-1', true],
    ['mx-central-1', true],
    ['all', false],
    ['EU-CENTRAL-1', false],
    ['eu-central', false],
    ['eu_central_1', false],
  ])('Region %j: %s', (text, expected) => {
    expect(isRegionShaped(text)).toBe(expected);
  });

  test.each([
    ['ou-ab12-cdef3456', true],
    [`ou-${'a'.repeat(32)}-${'1'.repeat(32)}`, true],
    ['ou-ab1-cdef3456', false],
    ['ou-ab12-cdef345', false],
    [`ou-${'a'.repeat(33)}-cdef3456`, false],
    [`ou-ab12-${'1'.repeat(33)}`, false],
    ['ou-AB12-cdef3456', false],
    ['r-ab12', false],
    [' ou-ab12-cdef3456', false],
    ['ou-ab12-cdef3456 ', false],
  ])('unit %j: %s', (text, expected) => {
    expect(isUnitId(text)).toBe(expected);
  });

  test('takes an empty detector id for none', () => {
    expect([isDetectorId(''), isDetectorId('d')]).toEqual([false, true]);
  });
});
