import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What stands on its own in a page: a paragraph, a point of a list, a row of a table. */
const blocks = /\n(?=\n|- |\d+\. |\|)/;
const endings = /\.(?:ts|js|mjs|json|md|yml)$/;

/** Whether a word in backticks is meant as a path of this project; packages, actions and what the build makes are not. */
function isPath(word: string): boolean {
  return /^[\w./-]+$/.test(word) && !word.startsWith('dist/') && (word.includes('/') || endings.test(word));
}

/** Where a name leads to: from the root, from `src`, or from the folder that was named before it. */
function find(root: string, name: string, folder: string): string | undefined {
  return [name, join('src', name), join(folder, name)].find((path) => existsSync(join(root, path)));
}

/** The names in the diagrams, which have no backticks. */
function namesInDiagrams(text: string): readonly string[] {
  const diagrams = [...text.matchAll(/```mermaid\n([^]*?)```/g)].map(([, diagram = '']) => diagram);
  return diagrams.flatMap((diagram) => diagram.match(/\bsrc\/[\w-]+|\b[\w-]+(?:\/[\w-]+)*\/[\w-]+\.ts\b/g) ?? []);
}

/** Files and folders that a page names, and those among them that are not there. */
export function namedFiles(root: string, text: string): { readonly named: number; readonly missing: readonly string[] } {
  const missing: string[] = [];
  let named = 0;
  const look = (name: string, folder: string): string => {
    named += 1;
    const path = find(root, name, folder);
    if (path === undefined) missing.push(name);
    if (path === undefined || !endings.test(path)) return path ?? folder;
    return dirname(path);
  };
  for (const name of namesInDiagrams(text)) look(name, '');
  for (const block of text.replace(/```[^]*?```/g, '').split(blocks)) {
    let folder = '';
    for (const [, word = ''] of block.matchAll(/`([^`\n]+)`/g)) if (isPath(word)) folder = look(word, folder);
  }
  return { named, missing };
}
