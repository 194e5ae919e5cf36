/** Credentials that the simulator accepts. The key id identifies the caller, and signatures are not checked. */
export interface SimulatedKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

const staticPrefix = 'AKIASIMULATED';
const temporaryPrefix = 'ASIASIMULATED';

/** The long-lived keys of an account. They are always the same, and easy to recognize. */
export function keysFor(accountId: string): SimulatedKeys {
  return { accessKeyId: `${staticPrefix}${accountId}`, secretAccessKey: `simulated/secret/of/${accountId}` };
}

/** Temporary keys of an account. Each number gives different keys. */
export function temporaryKeysFor(accountId: string, number: number): Required<SimulatedKeys> {
  const serial = String(number).padStart(4, '0');
  return {
    accessKeyId: `${temporaryPrefix}${accountId}${serial}`,
    secretAccessKey: `simulated/secret/of/${accountId}/${serial}`,
    sessionToken: `SimulatedSession//${Buffer.from(`${accountId}/${serial}`).toString('base64')}=`,
  };
}

/** The account whose long-lived key this is. */
export function accountOfKey(accessKeyId: string): string | undefined {
  if (!accessKeyId.startsWith(staticPrefix)) return undefined;
  const account = accessKeyId.slice(staticPrefix.length);
  return /^\d{12}$/.test(account) ? account : undefined;
}
