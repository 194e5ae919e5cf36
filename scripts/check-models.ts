import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { namesInPackages, namesOnPage, relationshipPage, unknownNames, type AwsNames } from './unknown-names';

const packages = ['@aws-sdk/client-guardduty', '@aws-sdk/client-organizations'] as const;

/** Installs AWS's newest packages into a folder of their own, and reads the names in them. */
function readNewestPackages(): Omit<AwsNames, 'relationshipStatuses'> {
  const folder = mkdtempSync(join(tmpdir(), 'provision-guardduty-models-'));
  try {
    const newest = packages.map((name) => `${name}@latest`);
    const npm = spawnSync('npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', ...newest], {
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    if (npm.status !== 0) throw new TypeError(`npm install failed: ${npm.stderr}`);
    const load = createRequire(join(folder, 'package.json'));
    for (const name of packages) {
      process.stdout.write(`${name} ${(load(`${name}/package.json`) as { version: string }).version}\n`);
    }
    const [guardDuty, organizations] = packages.map((name) => load(name) as unknown);
    return namesInPackages(guardDuty as Parameters<typeof namesInPackages>[0], organizations as Parameters<typeof namesInPackages>[1]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What cannot be read is reported, and the exit code is 1. */
async function main(): Promise<void> {
  const news: string[] = [];
  const tryTo = async (what: string, read: () => Promise<Partial<AwsNames>>): Promise<void> => {
    const nothing: AwsNames = { features: [], additionalConfigurations: [], accountStates: [], relationshipStatuses: [] };
    try {
      news.push(...unknownNames({ ...nothing, ...(await read()) }));
    } catch (error) {
      news.push(`${what} could not be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  await tryTo("AWS's packages", () => Promise.resolve(readNewestPackages()));
  await tryTo("AWS's page of relationship statuses", async () => {
    const answer = await fetch(relationshipPage);
    if (!answer.ok) throw new TypeError(`${relationshipPage} answered ${String(answer.status)}`);
    return { relationshipStatuses: namesOnPage(await answer.text()) };
  });
  process.stdout.write(news.length === 0 ? 'The program knows every name.\n' : `${news.map((line) => `- ${line}`).join('\n')}\n`);
  process.exitCode = news.length === 0 ? 0 : 1;
}

void main();
