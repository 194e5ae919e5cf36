import { HeldBack } from '../../../src/domain/errors';
import { holdBackWrites } from '../../../src/rollout/apply/hold-back-writes';

class Port {
  readonly done: string[] = [];

  getDetector(id: string): Promise<string> {
    this.done.push(`read ${id}`);
    return Promise.resolve(id);
  }

  createMembers(id: string): Promise<string> {
    this.done.push(`written ${id}`);
    return Promise.resolve(id);
  }
}

describe('holdBackWrites', () => {
  test('lets everything begin, and counts the writes', async () => {
    const target = new Port();
    const { port, begun } = holdBackWrites(target, () => false);
    expect([await port.getDetector('a'), await port.createMembers('b'), begun()]).toEqual(['a', 'b', 1]);
    expect(target.done).toEqual(['read a', 'written b']);
  });

  test('lets no write begin after an interruption, but every reading', async () => {
    const target = new Port();
    const { port, begun } = holdBackWrites(target, () => true);
    await expect(port.createMembers('b')).rejects.toBeInstanceOf(HeldBack);
    expect([await port.getDetector('a'), begun(), target.done]).toEqual(['a', 0, ['read a']]);
  });
});
