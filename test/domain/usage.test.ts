import { totalOf } from '../../src/domain/usage';

const used = (amount: string, unit = 'USD') => ({ feature: 'FLOW_LOGS', amount, unit });

describe('totalOf', () => {
  test('adds exactly, and rounds half a cent up', () => {
    expect(totalOf([used('0.1'), used('0.2')])).toEqual([{ unit: 'USD', amount: '0.30' }]);
    expect(totalOf([used('1.00499999')])).toEqual([{ unit: 'USD', amount: '1.00' }]);
    expect(totalOf([used('1.005')])).toEqual([{ unit: 'USD', amount: '1.01' }]);
    expect(totalOf([used('9007199254740993'), used('0.01')])).toEqual([{ unit: 'USD', amount: '9007199254740993.01' }]);
  });

  test('keeps currencies apart, in the order of their names', () => {
    const [usd, eur, cny] = [used('3'), used('2', 'EUR'), used('1', 'CNY')];
    for (const order of [
      [usd, eur, cny],
      [cny, eur, usd],
    ]) {
      expect(totalOf(order).map(({ unit, amount }) => `${unit} ${amount}`)).toEqual(['CNY 1.00', 'EUR 2.00', 'USD 3.00']);
    }
    expect(totalOf([])).toEqual([]);
  });
});
