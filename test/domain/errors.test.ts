import { CredentialsError, PreconditionError, ProvisionError, UsageError } from '../../src/domain/errors';

const text = { message: 'what', reason: 'why', remedy: 'what to do' };
const cause = new TypeError('below');

describe('errors', () => {
  test.each([
    ['ProvisionError', new ProvisionError('aws', text, cause), 'aws', cause],
    ['UsageError', new UsageError(text), 'usage', undefined],
    ['CredentialsError', new CredentialsError(text, cause), 'credentials', cause],
    ['PreconditionError', new PreconditionError(text, cause), 'precondition', cause],
  ] as const)('%s carries its sentences, its code and its cause', (name, error, code, below) => {
    const { message, reason, remedy } = error;
    expect({ name: error.name, code: error.code, message, reason, remedy, cause: error.cause }).toEqual({
      name,
      code,
      ...text,
      cause: below,
    });
    expect(error).toBeInstanceOf(ProvisionError);
  });
});
