import { AwsFailure } from '../../../src/domain/problem';
import { rejectionOf } from '../support/simulated';
import { portsOverOneAnswer } from '../support/one-answer';
import { operations } from '../support/whole-answers';

const ports = portsOverOneAnswer();
/** One operation of each service: its protocol decides how an error is read. */
const some = operations.filter(({ name }) => ['GetDetector', 'CreateMembers', 'ListAccounts', 'ListRegions'].includes(name));
const bodies = [
  '',
  'null',
  '[]',
  '"x"',
  '5',
  '{"__type":5}',
  '{"__type":null}',
  '{"__type":{}}',
  '{"code":[]}',
  '{"__type":"X","message":{}}',
];

describe.each([302, 400, 403, 429, 500, 503])('HTTP %i', (status) => {
  test.each(bodies)('with the body %s is one failed request, and no word of JavaScript passes for one of AWS', async (body) => {
    ports.answerWith({ status, body });
    for (const { ask } of some) {
      const error = await rejectionOf(ask(ports));
      expect(error).toBeInstanceOf(AwsFailure);
      expect(JSON.stringify((error as AwsFailure).problem)).not.toMatch(/TypeError|undefined|Cannot read|is not a function/);
    }
  });
});
