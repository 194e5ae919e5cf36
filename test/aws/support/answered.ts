import type { Identity } from '../../../src/ports/aws';
import { connected } from './simulated';
import { scripted, type ScriptedServer } from './scripted-server';

/** Answers of STS are XML. */
export const xml = { 'Content-Type': 'text/xml' };

/** Whose identity it is. */
export const callerIdentity =
  '<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::222222222222:user/x</Arn><Account>222222222222</Account></GetCallerIdentityResult></GetCallerIdentityResponse>';

export const keys = { accessKeyId: 'key', secretAccessKey: 'secret' };

/** An identity of account 222222222222 that gets these answers word for word to whatever it asks. */
export async function answered(...bodies: readonly unknown[]): Promise<{ readonly server: ScriptedServer; readonly identity: Identity }> {
  const server = await scripted({ headers: xml, body: callerIdentity }, ...bodies.map((body) => ({ body })));
  const { management: identity } = await connected({ management: { kind: 'keys', keys }, endpoint: server.url });
  if (identity === undefined) throw new Error('the identity is missing');
  return { server, identity };
}
