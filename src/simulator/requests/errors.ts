/** An answer of AWS that refuses a call. The wire modules give it the form of each service. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    /** The error's name in AWS's model, such as `BadRequestException`. */
    readonly code: string,
    message: string,
    /** `Reason` of some Organizations errors. */
    readonly reason?: string,
  ) {
    super(message);
  }
}

/** GuardDuty's refusal of nearly everything. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateMembers.html#API_CreateMembers_Errors */
export function badRequest(message: string): ApiError {
  return new ApiError(400, 'BadRequestException', message);
}

/** Organizations' refusal of an input. https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html#API_ListAccounts_Errors */
export function invalidInput(message: string, reason?: string): ApiError {
  return new ApiError(400, 'InvalidInputException', message, reason);
}

/** Organizations' refusal because of a rule. https://docs.aws.amazon.com/organizations/latest/APIReference/API_RegisterDelegatedAdministrator.html#API_RegisterDelegatedAdministrator_Errors */
export function constraintViolation(reason: string, message: string): ApiError {
  return new ApiError(400, 'ConstraintViolationException', message, reason);
}

/** An operation that the simulator, or AWS, does not have. */
export function unknownOperation(service: string, operation: string): ApiError {
  return new ApiError(404, 'UnknownOperationException', `The simulated AWS does not imitate ${service} ${operation}.`);
}
