import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { UsageError } from '../domain/errors';
import { csvReport } from '../reporters/csv-report';
import { harmlessJson } from '../reporters/harmless';
import { htmlReport } from '../reporters/html/html-report';
import { jsonReport } from '../reporters/json-report';
import { markdownReport } from '../reporters/markdown-report';
import type { RunSummary } from '../reporters/run-summary';

type Format = (summary: RunSummary) => Iterable<string>;

/** The ending of a file's name chooses what is in it. */
const formats: Readonly<Record<string, Format>> = {
  '.html': htmlReport,
  '.json': (summary) => [harmlessJson(jsonReport(summary), 2), '\n'],
  '.csv': csvReport,
  '.md': (summary) => [markdownReport(summary)],
};

/** A write may take only part of what it is given. */
function writeWhole(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done);
}

/** Lists take commas too, but so do names of files: only a comma behind an ending parts two of them. */
const betweenFiles = new RegExp(`(?<=${Object.keys(formats).join('|').replaceAll('.', '\\.')}),\\s*`, 'i');

function filesIn(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.flatMap((name) => (name === '' ? [name] : name.split(betweenFiles).filter((file) => file !== ''))));
}

interface OpenFile {
  readonly file: string;
  readonly temporary: string;
  readonly descriptor: number;
  readonly format: Format;
}

function unusable(file: string, reason: string): UsageError {
  return new UsageError({
    message: file === '' ? '--report names no file.' : `The report ${file} cannot be written.`,
    reason,
    remedy: `Name a file in a folder that exists and is writable, ending in ${Object.keys(formats).join(', ')}.`,
  });
}

function openFile(file: string): OpenFile {
  if (file === '') throw unusable(file, 'Its value is empty.');
  const format = formats[extname(file).toLowerCase()];
  if (format === undefined) throw unusable(file, `"${extname(file)}" is not an ending that tells the form.`);
  try {
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true) throw unusable(file, 'It is a folder.');
    const temporary = join(dirname(file), `.${basename(file)}.${randomUUID()}.tmp`);
    return { file, temporary, descriptor: openSync(temporary, 'wx', 0o600), format };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    // The name of the temporary file would only puzzle.
    throw unusable(file, (error as Error).message.replace(/, open '.*'$/, ''));
  }
}

/**
 * Writes one report and moves it into place. One that is whole is kept where it cannot be moved: on Windows nothing takes the place of a
 * file that another program has open.
 *
 * @returns what went wrong, if anything
 */
function put({ file, temporary, descriptor, format }: OpenFile, summary: RunSummary): string | undefined {
  let whole = false;
  try {
    try {
      for (const piece of format(summary)) writeWhole(descriptor, piece);
    } finally {
      closeSync(descriptor);
    }
    whole = true;
    renameSync(temporary, file);
    return undefined;
  } catch (error) {
    if (!whole) rmSync(temporary, { force: true });
    const kept = existsSync(temporary) ? ` It is in ${temporary}.` : '';
    return `The report ${file} could not be written: ${(error as Error).message}.${kept}`;
  }
}

/** Files that get the reports of a run. They are opened under another name before the run and moved into place when they are whole. */
export class ReportFiles {
  private constructor(private readonly files: OpenFile[]) {}

  /**
   * Opens all of them, readable by their owner only (on Windows: by whom the folder lets), so that a place that cannot be written is found
   * before anything is asked of AWS.
   *
   * @throws UsageError
   */
  static open(names: readonly string[]): ReportFiles {
    const files: OpenFile[] = [];
    const opened = new ReportFiles(files);
    try {
      for (const file of filesIn(names)) files.push(openFile(file));
    } catch (error) {
      opened.discard();
      throw error;
    }
    return opened;
  }

  /**
   * Writes every report and moves it into place; an older one is replaced. One that cannot be written stops no other.
   *
   * @returns what went wrong
   */
  write(summary: RunSummary): readonly string[] {
    return this.files.splice(0).flatMap((file) => put(file, summary) ?? []);
  }

  /** Takes away what was opened for a run that came to nothing. */
  discard(): void {
    for (const { temporary, descriptor } of this.files.splice(0)) {
      closeSync(descriptor);
      rmSync(temporary, { force: true });
    }
  }
}
