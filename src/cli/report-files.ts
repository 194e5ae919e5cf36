import { randomUUID } from 'node:crypto';
import { closeSync, lstatSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { UsageError } from '../domain/errors';

type Format<Summary> = (summary: Summary) => Iterable<string>;

const endings = ['.html', '.json', '.csv', '.md'] as const;

/** What each form of report holds; the ending of a file's name chooses it. */
export type Formats<Summary> = Readonly<Record<(typeof endings)[number], Format<Summary>>>;

/** Lists take commas too, but so do names of files: only a comma behind an ending separates two files. */
const betweenFiles = /(?<=\.html|\.json|\.csv|\.md),\s*/i;

function filesIn(names: readonly string[]): readonly string[] {
  return [...new Set(names.flatMap((name) => (name === '' ? [name] : name.split(betweenFiles).filter((file) => file !== ''))))];
}

interface ReportFile<Summary> {
  /** As the user named it. */
  readonly file: string;
  /** Where it is written: the file, or what a link leads to. */
  readonly place: string;
  readonly format: Format<Summary>;
}

function unusable(file: string, reason: string): UsageError {
  return new UsageError({
    message: file === '' ? '--report names no file.' : `The report ${file} cannot be written.`,
    reason,
    remedy: `Name a file in a folder that exists and is writable, ending in ${endings.join(', ')}.`,
  });
}

/** What the system says, without the name of the temporary file, which would only puzzle. */
const reasonOf = (error: unknown): string => (error as Error).message.replace(/, open '.*'$/, '');

/** Writes a file whole or not at all, under another name beside its place, readable by its owner only (on Windows: by whom the folder lets). */
function writeBeside(file: string, pieces: Iterable<string>): string {
  const temporary = join(dirname(file), `.${basename(file)}.${randomUUID()}.tmp`);
  const descriptor = openSync(temporary, 'wx', 0o600);
  try {
    for (const piece of pieces) writeFileSync(descriptor, piece);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
  return temporary;
}

/**
 * Where a report is written. If the name is a link, that is what it leads to, so that the link stays. Anything but an ordinary file is
 * refused: writing to a pipe would wait for a reader forever, and renaming would replace the pipe by a file.
 *
 * @throws UsageError
 */
function placeOf(file: string): string {
  const isLink = lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) throw unusable(file, 'It is a folder.');
  if (isLink && found === undefined) throw unusable(file, 'It is a link that leads nowhere.');
  if (found !== undefined && !found.isFile()) throw unusable(file, 'It is no ordinary file.');
  return isLink ? realpathSync(file) : file;
}

function checked<Summary>(file: string, formats: Formats<Summary>): ReportFile<Summary> {
  if (file === '') throw unusable(file, 'Its value is empty.');
  const ending = extname(file).toLowerCase();
  const format = Object.entries(formats).find(([key]) => key === ending)?.[1];
  if (format === undefined) throw unusable(file, `"${extname(file)}" is not the ending of a form of report.`);
  try {
    const place = placeOf(file);
    // Nothing stays in the folder during the run, so nothing is left behind however the run ends.
    rmSync(writeBeside(place, []), { force: true });
    return { file, place, format };
  } catch (error) {
    throw error instanceof UsageError ? error : unusable(file, reasonOf(error));
  }
}

/** Files that get the reports of a run. */
export class ReportFiles<Summary> {
  private readonly files: readonly ReportFile<Summary>[];

  /**
   * Checks that all of them can be written, before the first request to AWS.
   *
   * @throws UsageError
   */
  constructor(names: readonly string[], formats: Formats<Summary>) {
    this.files = filesIn(names).map((file) => checked(file, formats));
  }

  /**
   * Writes every report. An older one is replaced when the new one is complete. The others are written even if one fails.
   *
   * @returns what went wrong
   */
  write(summary: Summary): readonly string[] {
    return this.files.flatMap(({ file, place, format }) => {
      let kept = '';
      try {
        const temporary = writeBeside(place, format(summary));
        // On Windows a file that another program has open can't be replaced.
        kept = ` It is in ${temporary}.`;
        // What was a file, or nothing, at the start may be a link or a pipe by now, which must not be replaced.
        const now = lstatSync(place, { throwIfNoEntry: false });
        if (now?.isFIFO() === true || now?.isSymbolicLink() === true)
          return [`The report ${file} could not be written: its place was taken by a link or a pipe.${kept}`];
        renameSync(temporary, place);
        return [];
      } catch (error) {
        return [`The report ${file} could not be written: ${reasonOf(error)}.${kept}`];
      }
    });
  }
}
