import { closeSync, constants, fchmodSync, fstatSync, openSync, statSync, writeSync } from 'node:fs';
import { UsageError } from '../domain/errors';
import type { RequestRecord } from '../ports/requests';
import { harmlessJson } from '../messages/harmless';

/** A file that gets one JSON line per request, each written before the next step, so that it is complete when the process is killed. */
export interface RequestLog {
  /** Never throws: a full disk must not look like a request that failed. */
  readonly write: (record: RequestRecord) => void;
  /** What went wrong. No line is written after the first one that could not be. */
  readonly troubles: () => readonly string[];
  readonly close: () => void;
}

/**
 * Makes a file that existed before readable by its owner only: the mode given on opening is for new files. A device, a pipe, or a file whose
 * mode this user may not change stays as it is; the log holds no secrets.
 */
function keepToOwner(descriptor: number): void {
  if (!fstatSync(descriptor).isFile()) return;
  try {
    fchmodSync(descriptor, 0o600);
  } catch {
    // As on a file system without modes.
  }
}

/**
 * Opens a file for writing. Opening a pipe that nobody reads would wait forever, so a first opening fails then instead of waiting. It stays
 * open until the second one is, so that the reader of a pipe sees no end in between.
 */
function openForWriting(file: string): number {
  if (statSync(file, { throwIfNoEntry: false })?.isFIFO() !== true) return openSync(file, 'w', 0o600);
  const probe = openSync(file, constants.O_WRONLY | constants.O_NONBLOCK);
  try {
    return openSync(file, 'w');
  } finally {
    closeSync(probe);
  }
}

/**
 * Opens the file anew, readable by its owner only (on Windows: by whom the folder lets).
 *
 * @throws UsageError when it cannot be written, before anything is asked of AWS
 */
export function openRequestLog(file: string): RequestLog {
  try {
    const descriptor = openForWriting(file);
    keepToOwner(descriptor);
    let open = true;
    const troubles: string[] = [];
    return {
      write: (record) => {
        // A request that nobody waits for any longer may end after the run.
        if (!open || troubles.length > 0) return;
        try {
          writeSync(descriptor, `${harmlessJson(record)}\n`);
        } catch (error) {
          troubles.push(`The log file ${file} is incomplete: ${(error as Error).message}`);
        }
      },
      troubles: () => troubles,
      close: () => {
        open = false;
        closeSync(descriptor);
      },
    };
  } catch (error) {
    throw new UsageError({
      message: file === '' ? '--log-file names no file.' : `The log file ${file} cannot be written.`,
      reason: (error as Error).message,
      remedy: 'Name a file in a folder that exists and is writable.',
    });
  }
}
