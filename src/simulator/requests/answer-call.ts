import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { applyChange } from '../guardduty/rules/apply-change';
import { authorise } from '../access/authorise';
import type { Call, Caller, Input } from './call';
import { identify, unknownKey } from './caller';
import { ApiError, unknownOperation } from './errors';
import { faultError, throttled } from './fault-errors';
import type { PlannedFaults } from './faults';
import { isOptIn } from '../world/regions';
import type { FaultEffect } from '../scenario/faults';
import { services } from '../services';
import type { Simulation } from '../simulation';
import type { Answer } from '../wire/answer';
import type { AnswerContext } from '../wire/protocol';
import { readAuthorization, type CredentialScope } from '../wire/authorization';
import type { HttpRequest, OperationRequest } from '../wire/request';
import { isServiceName, type ServiceName } from '../wire/service-name';
import type { World } from '../world/world';

/** An answer and how it is sent. */
export interface Delivery {
  readonly answer: Answer;
  readonly requestId: string;
  readonly delayMs: number;
  /** How the connection breaks, if it does. */
  readonly broken?: 'reset' | 'silent' | 'truncated';
}

/** Parses a request, does what AWS does, records the call, and returns the answer. */
export function answerCall(simulation: Simulation, request: HttpRequest): Delivery {
  const scope = readAuthorization(single(request.headers.authorization));
  const requestId = randomUUID();
  if (!scope || !isServiceName(scope.service)) return { answer: refuseUnsigned(scope), requestId, delayMs: 0 };
  const exchange = new Exchange(simulation, request, { ...scope, service: scope.service }, requestId);
  return exchange.run();
}

/** The steps of one request. */
class Exchange {
  readonly #operation: OperationRequest;
  readonly #now: number;
  #input: Input = {};
  #account = '';

  constructor(
    private readonly simulation: Simulation,
    private readonly request: HttpRequest,
    private readonly scope: CredentialScope & { readonly service: ServiceName },
    private readonly requestId: string,
  ) {
    this.#operation = services[scope.service].protocol.read(request);
    this.#now = simulation.world.clock();
  }

  run(): Delivery {
    let planned: PlannedFaults | undefined;
    try {
      const caller = this.#identify();
      planned = this.simulation.faults.plan({ ...this.#identity, account: caller.account });
      this.#change(planned, false);
      this.#input = this.#operation.readInput();
      return this.#answer(this.#callOf(caller, planned), planned);
    } catch (error) {
      const refusal = error instanceof ApiError ? error : new ApiError(500, 'SimulatorDefect', inspect(error));
      return this.#refuse(refusal, planned?.delayMs ?? 0);
    } finally {
      if (planned) this.#change(planned, true);
    }
  }

  #answer(call: Call, planned: PlannedFaults): Delivery {
    const { effect } = planned;
    if (effect && !happensAfter(effect)) return this.#strike(call, effect, planned);
    const answer = this.#serve(this.simulation.world, call);
    if (effect) return this.#strike(call, effect, planned, answer);
    return this.#deliver(answer, planned.delayMs);
  }

  #change({ changes }: PlannedFaults, after: boolean): void {
    for (const change of changes) {
      if (change.after === after) applyChange(this.simulation.world, change, change.region ?? this.scope.region, this.#now);
    }
  }

  get #identity(): { readonly service: ServiceName; readonly operation: string; readonly region: string } {
    return { service: this.scope.service, operation: this.#operation.operation, region: this.scope.region };
  }

  get #answerContext(): AnswerContext {
    return { operation: this.#operation.operation, requestId: this.requestId, switches: this.simulation.scenario.switches };
  }

  #identify(): Caller {
    const { service, accessKeyId, region } = this.scope;
    const { world } = this.simulation;
    const sessionToken = single(this.request.headers['x-amz-security-token']);
    const caller = identify(world, service, { accessKeyId, sessionToken });
    this.#account = caller.account;
    refuseClosedRegion(world, service, caller.account, region);
    return caller;
  }

  #callOf(caller: Caller, planned: PlannedFaults): Call {
    return { ...this.#identity, input: this.#input, caller, now: this.#now, directives: planned.directives };
  }

  #serve(world: World, call: Call): Answer {
    const { operations, protocol } = services[call.service];
    const operation = operations.get(call.operation);
    if (!this.simulation.buckets.take({ ...this.#identity, account: call.caller.account }, operation?.rates ?? 'unpublished', call.now)) {
      throw throttled(world, call);
    }
    if (!operation) throw unknownOperation(call.service, call.operation);
    authorise(world, call, operation);
    return protocol.encodeOutput(operation.handle(world, call), this.#answerContext);
  }

  #strike(call: Call, effect: FaultEffect, { delayMs }: PlannedFaults, served?: Answer): Delivery {
    const error = faultError(this.simulation.world, call, effect);
    if (error) return this.#refuse(error, delayMs, retryAfterOf(effect));
    if (effect.kind === 'html') {
      const answer = { status: effect.status, contentType: 'text/html', body: htmlPage(effect.status), headers: {} };
      return this.#deliver(answer, delayMs, 'html');
    }
    if (effect.kind === 'answer') {
      const answer = { status: 200, contentType: 'application/json', body: JSON.stringify(effect.body), headers: {} };
      return this.#deliver(answer, delayMs);
    }
    const broken = effect.kind === 'reset' || effect.kind === 'silent' ? effect.kind : 'truncated';
    const answer = served ?? { status: 0, contentType: '', body: '', headers: {} };
    this.#record(0, broken);
    return { answer, requestId: this.requestId, delayMs, broken };
  }

  #refuse(error: ApiError, delayMs: number, headers: Readonly<Record<string, string>> = {}): Delivery {
    const answer = services[this.scope.service].protocol.encodeError(error, this.#answerContext);
    return this.#deliver({ ...answer, headers: { ...answer.headers, ...headers } }, delayMs, error.code);
  }

  #deliver(answer: Answer, delayMs: number, error?: string): Delivery {
    this.#record(answer.status, error);
    return { answer, requestId: this.requestId, delayMs };
  }

  #record(status: number, error: string | undefined): void {
    const attempt = Number(/attempt=(\d+)/.exec(single(this.request.headers['amz-sdk-request']) ?? '')?.[1] ?? 1);
    this.simulation.calls.push({
      at: this.#now,
      account: this.#account,
      ...this.#identity,
      input: this.simulation.scenario.recordInputs ? this.#input : undefined,
      status,
      ...(error === undefined ? {} : { error }),
      attempt,
      requestId: this.requestId,
    });
  }
}

/**
 * Refuses credentials in a Region that the account has not opted in to, as AWS does:
 * https://github.com/cloud-custodian/cloud-custodian/issues/5038. Organizations and Account Management are global.
 */
function refuseClosedRegion(world: World, service: ServiceName, account: string, region: string): void {
  const { partition, switches } = world.scenario;
  if (!world.allRegions.includes(region)) throw unknownKey(world, service);
  const closed = !world.hasRegion(account, region);
  if (service === 'guardduty' && closed) throw unknownKey(world, service);
  // STS works in every Region that needs no opt-in, even if the scenario has no GuardDuty there.
  if (service !== 'sts' || !closed || !isOptIn(partition, region)) return;
  if (switches.stsInOptedOutRegion === 'InvalidClientTokenId') throw unknownKey(world, service);
  throw new ApiError(403, 'RegionDisabledException', `STS is not activated in this region for account:${account}.`);
}

function happensAfter(effect: FaultEffect): boolean {
  return effect.kind === 'truncated' || ('afterEffect' in effect && effect.afterEffect);
}

function retryAfterOf(effect: FaultEffect): Readonly<Record<string, string>> {
  if (effect.kind !== 'throttle' || effect.retryAfterSeconds === undefined) return {};
  return { 'Retry-After': String(effect.retryAfterSeconds) };
}

function htmlPage(status: number): string {
  return `<html><head><title>${String(status)}</title></head><body><h1>${String(status)} Service Unavailable</h1></body></html>`;
}

/** The answer to an unsigned request, or for a service that is not simulated. */
function refuseUnsigned(scope: CredentialScope | undefined): Answer {
  const error = scope
    ? new ApiError(404, 'UnknownOperationException', `The simulated AWS does not simulate the service ${scope.service}.`)
    : new ApiError(403, 'MissingAuthenticationTokenException', 'Missing Authentication Token');
  const body = JSON.stringify({ __type: error.code, message: error.message });
  return { status: error.status, contentType: 'application/json', body, headers: { 'x-amzn-ErrorType': error.code } };
}

function single(header: string | string[] | undefined): string | undefined {
  return [header].flat()[0];
}
