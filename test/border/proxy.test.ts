import { startWorld } from '../oracle/support/live-world';
import { speedUpTime } from '../support/fast-time';
import { startProxy } from './support/proxy';
import { representatives } from './support/representative-runs';

const time = speedUpTime(25);
afterAll(() => {
  time.stop();
});

test('an answer that breaks off between the simulated AWS and the proxy breaks off for the program too', async () => {
  const [check] = representatives.filter(({ name }) => name === 'check');
  if (check === undefined) throw new Error('there is no such run');
  const brokenOff = { on: { operation: 'GetDetector', region: 'us-east-1' }, calls: [1], then: { kind: 'truncated' } } as const;
  const seen: string[] = [];
  const live = await startWorld(check.world, [{ ...brokenOff, calls: [...brokenOff.calls] }], (simulator) =>
    startProxy(simulator, ({ operation, region }, answer) => {
      if (operation === 'GetDetector' && region === 'us-east-1') seen.push(answer.body);
      return answer;
    }),
  );
  const { exitCode } = await live.run(check.options);
  await live.stop();
  // The program asked once more, and the whole answer alone reached the meddler.
  expect({ exitCode, answers: seen.length }).toEqual({ exitCode: 0, answers: 1 });
});
