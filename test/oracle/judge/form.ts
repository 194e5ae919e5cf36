import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { writesOf, type Run } from '../support/live-world';
import { complain, type Complaint } from './complaint';

const schema = JSON.parse(readFileSync(join(__dirname, '../../../schema/report.schema.json'), 'utf8')) as object;
const validate = new Ajv({ allErrors: true, strict: false, allowUnionTypes: true }).compile(schema);

/** Judges how a run ended, whatever it was about: exit code, reports, no stack trace, nothing that a terminal would obey. */
export function judgeForm(run: Run): readonly Complaint[] {
  return [...judgeTraces(run), ...judgeExitCode(run), ...judgeReports(run), ...judgeControls(run)];
}

function judgeTraces({ stderr, stdout, files }: Run): readonly Complaint[] {
  const traces = [stderr, stdout, ...Object.values(files)].flatMap(
    (text) => /^.*(?:This is a bug|^\s+at .+:\d+:\d+\)?$)[\s\S]{0,600}/m.exec(text)?.[0] ?? [],
  );
  return complain('stack trace', traces, (text) => text);
}

function judgeExitCode(run: Run): readonly Complaint[] {
  const { exitCode, mode, calls } = run;
  const complaints: Complaint[] = [];
  if (![0, 1, 2, 3].includes(exitCode)) complaints.push({ rule: 'exit code', detail: `${String(exitCode)} is not one of this run` });
  if (exitCode === 3 && mode !== 'check') complaints.push({ rule: 'exit code', detail: `3 in ${mode}` });
  const written = writesOf(calls).filter(({ status, error }) => status === 200 || error === 'truncated' || error === 'reset');
  if (exitCode === 2 && written.length > 0)
    complaints.push({ rule: 'exit 2 although something was changed', detail: written.map(({ operation }) => operation).join(', ') });
  return complaints;
}

/** Every end but a refusal has a report. */
function judgeReports({ exitCode, stdout, files, calls }: Run): readonly Complaint[] {
  const wrote = writesOf(calls).length > 0;
  // A refusal before anything was read has no report.
  if (exitCode === 2 && !wrote && stdout === '') return [];
  const missing = ['csv', 'html', 'md', 'json'].filter((ending) => files[ending] === undefined);
  const document = parse(stdout);
  return [
    ...complain(
      'report missing',
      missing,
      (ending) => `no .${ending} after exit ${String(exitCode)}${wrote ? ', and something was written' : ''}`,
    ),
    ...(document === undefined
      ? [{ rule: 'report missing', detail: `stdout is no JSON after exit ${String(exitCode)}` }]
      : judgeDocument(document, exitCode)),
  ];
}

function judgeDocument(document: unknown, exitCode: number): readonly Complaint[] {
  const valid = validate(document);
  const problems = valid ? [] : (validate.errors ?? []).slice(0, 3).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
  const said = (document as { exitCode?: unknown }).exitCode;
  return [
    ...complain('report against its schema', problems, (problem) => problem),
    ...(said === exitCode
      ? []
      : [{ rule: 'report says another exit code', detail: `${String(said)} in the document, ${String(exitCode)} in fact` }]),
  ];
}

/** The JSON document of a run; undefined: there is none. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Control characters but tab, line feed and carriage return, marks that turn the direction of text, and GitHub's commands. */
const controls = new RegExp(
  String.raw`[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|^::(?:error|warning|notice|set-|add-|group)`,
  'm',
);

/** Text from AWS must not steer a terminal or a CI log. */
function judgeControls({ stdout, stderr, files }: Run): readonly Complaint[] {
  const outputs = Object.entries({ stdout, stderr, ...files });
  const controlling = outputs.flatMap(([where, text]) => {
    const hit = controls.exec(text);
    return hit === null ? [] : [`${where}: ${JSON.stringify(text.slice(Math.max(0, hit.index - 20), hit.index + 20))}`];
  });
  return complain('control characters', controlling, (text) => text);
}
