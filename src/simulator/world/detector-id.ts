import { fraction } from './clock';

/** A detector's id: 32 hex digits that depend on the account, the Region and the time of creation. */
export function detectorId(region: string, account: string, time: number): string {
  const key = `${region}/${account}/${String(time)}`;
  let id = '';
  for (let part = 0; part < 4; part += 1) {
    id += Math.floor(fraction(part, key) * 0x1_0000_0000)
      .toString(16)
      .padStart(8, '0');
  }
  return id;
}
