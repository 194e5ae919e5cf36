import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { PreconditionError } from '../domain/errors';
import { carryOverSchema, carryOverVersion, type CarryOver } from '../offboard/carry-over/carry-over';
import { mergeCarryOver } from '../offboard/carry-over/merge';
import type { AccountId, Region } from '../domain/ids';
import type { CarryOverStore } from '../offboard/off-board';
import type { EarlierRuns } from '../offboard/plan/facts';

/** The name that a carry-over file has by default, in the current folder. */
export function carryOverName(organizationId: string): string {
  return `guardduty-carry-over-${organizationId.replace(/[^\w-]/g, '_')}.json`;
}

function refused(file: string, message: string, reason: string): PreconditionError {
  return new PreconditionError({
    message: `The carry-over file ${file} ${message}.`,
    reason: `${reason} Without it, the settings that are lowered would be lost.`,
    remedy: 'Name another file with --carry-over. Nothing was changed.',
  });
}

/** What the system says, without the name of a temporary file, which would only puzzle. */
const messageOf = (error: unknown): string => (error as Error).message.replace(/, (?:open|rename|stat) '.*'$/, '');

/** What is in the file already; undefined where there is none. @throws PreconditionError for anything else than settings of this organization */
function readExisting(file: string, organizationId: string, simulated: boolean): CarryOver | undefined {
  let text: string;
  try {
    if (!statSync(file).isFile()) throw refused(file, 'cannot be used', 'It is not a file.');
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error instanceof PreconditionError ? error : refused(file, 'cannot be read', `${messageOf(error)}.`);
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw refused(file, 'is another file', 'It is not JSON, so it was not written by this program, and it is not replaced.');
  }
  const parsed = v.safeParse(carryOverSchema, content, { abortEarly: true });
  if (!parsed.success) {
    const place = v.getDotPath(parsed.issues[0]) ?? 'the whole file';
    throw refused(file, 'is another file', `It has another form (${place}), so it is not replaced.`);
  }
  if (parsed.output.organizationId !== organizationId || parsed.output.simulated !== simulated) {
    const other = parsed.output.simulated ? 'a simulated organization' : 'organization';
    throw refused(file, 'is about another organization', `It holds the settings of ${other} ${parsed.output.organizationId}.`);
  }
  return parsed.output;
}

/** Writes a file whole or not at all, readable by its owner only (on Windows: by whom the folder lets). */
function replace(file: string, text: string): void {
  const temporary = join(dirname(file), `.${basename(file)}.${randomUUID()}.tmp`);
  try {
    const descriptor = openSync(temporary, 'wx', 0o600);
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Where a link leads, so that the link stays one. */
function target(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return resolve(file);
  }
}

/** The carry-over file of one organization. */
export class CarryOverFile implements CarryOverStore {
  /** What this process has put into the file. */
  private written: CarryOver | undefined;
  /** Written at once with those of other Regions: with thousands of members the file is large. */
  private readonly waiting = new Map<Region, string>();
  private writing: Promise<void> | undefined;

  constructor(
    readonly file: string,
    private readonly organizationId: string,
    private readonly simulated: boolean,
  ) {}

  check(): void {
    readExisting(this.file, this.organizationId, this.simulated);
    try {
      // Nothing stays in the folder.
      const probe = join(dirname(target(this.file)), `.${basename(this.file)}.${randomUUID()}.tmp`);
      closeSync(openSync(probe, 'wx', 0o600));
      rmSync(probe, { force: true });
    } catch (error) {
      throw refused(this.file, 'cannot be written', `${messageOf(error)}.`);
    }
  }

  save(carryOver: CarryOver): void {
    const merged = mergeCarryOver(readExisting(this.file, this.organizationId, this.simulated), carryOver);
    this.written = merged;
    const text = `${JSON.stringify(merged, undefined, 2)}\n`;
    try {
      replace(target(this.file), text);
      if (readFileSync(this.file, 'utf8') !== text) throw new TypeError('the file does not hold what was written');
    } catch (error) {
      throw refused(this.file, 'cannot be written', `${messageOf(error)}.`);
    }
  }

  earlierRuns(administratorId: AccountId): EarlierRuns {
    let found: CarryOver | undefined;
    try {
      found = readExisting(this.file, this.organizationId, this.simulated);
    } catch (error) {
      // A file that is no carry-over file says nothing about earlier runs; whether it stands in the way is checked before a change.
      if (!(error instanceof PreconditionError)) throw error;
    }
    const own = found?.administrators.find(({ accountId }) => accountId === administratorId);
    const regionsIn = (list: readonly { readonly region: string }[] = []): ReadonlySet<Region> =>
      new Set(list.map(({ region }) => region as Region));
    return { designated: regionsIn(own?.regions), released: regionsIn(own?.released) };
  }

  saveReleased(administratorId: AccountId, region: Region, at: Date): Promise<void> {
    this.waiting.set(region, at.toISOString());
    this.writing ??= new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      this.writing = undefined;
      const released = [...this.waiting].map(([one, time]) => ({ region: one, at: time }));
      this.waiting.clear();
      this.save({
        kind: 'provision-guardduty carry-over',
        schemaVersion: carryOverVersion,
        organizationId: this.organizationId,
        simulated: this.simulated,
        administrators: [{ accountId: administratorId, registeredFor: [], regions: [], released }],
        rollouts: [],
      });
    });
    return this.writing;
  }

  isIntact(): boolean {
    try {
      const found = readExisting(this.file, this.organizationId, this.simulated);
      return (
        this.written !== undefined &&
        found !== undefined &&
        isDeepStrictEqual(mergeCarryOver(found, this.written).administrators, found.administrators)
      );
    } catch (error) {
      if (error instanceof PreconditionError) return false;
      throw error;
    }
  }
}
