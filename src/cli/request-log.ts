import { closeSync, openSync, writeSync } from 'node:fs';
import { UsageError } from '../domain/errors';
import type { RequestRecord } from '../ports/requests';
import { harmlessJson } from '../reporters/harmless';

/** A file that gets one JSON line per request, each written before the next step, so that it is complete when the process is killed. */
export interface RequestLog {
  readonly write: (record: RequestRecord) => void;
  readonly close: () => void;
}

/**
 * Opens the file anew, readable by its owner only.
 *
 * @throws UsageError when it cannot be written, before anything is asked of AWS
 */
export function openRequestLog(file: string): RequestLog {
  try {
    const descriptor = openSync(file, 'w', 0o600);
    return {
      write: (record) => {
        writeSync(descriptor, `${harmlessJson(record)}\n`);
      },
      close: () => {
        closeSync(descriptor);
      },
    };
  } catch (error) {
    throw new UsageError({
      message: `The log file ${file} cannot be written.`,
      reason: error instanceof Error ? error.message : String(error),
      remedy: 'Name a file in a folder that exists and is writable.',
    });
  }
}
