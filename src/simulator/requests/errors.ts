/** An error that AWS returns. The protocols write it in the form of each service. */
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

/** The error that GuardDuty returns for nearly every problem. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateMembers.html#API_CreateMembers_Errors */
export function badRequest(message: string): ApiError {
  return new ApiError(400, 'BadRequestException', message);
}

/** Organizations' error for an invalid input. https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html#API_ListAccounts_Errors */
export function invalidInput(message: string, reason?: string): ApiError {
  return new ApiError(400, 'InvalidInputException', message, reason);
}

/** Organizations' error for a violated rule. https://docs.aws.amazon.com/organizations/latest/APIReference/API_RegisterDelegatedAdministrator.html#API_RegisterDelegatedAdministrator_Errors */
export function constraintViolation(reason: string, message: string): ApiError {
  return new ApiError(400, 'ConstraintViolationException', message, reason);
}

/** The error for an operation that the simulator doesn't have. */
export function unknownOperation(service: string, operation: string): ApiError {
  return new ApiError(404, 'UnknownOperationException', `The simulated AWS does not simulate ${service} ${operation}.`);
}
