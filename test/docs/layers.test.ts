import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');

interface Zone {
  readonly target: string | readonly string[];
  readonly from: string;
  readonly except?: readonly string[];
}

/** Which layers each layer may import, as ESLint enforces it. */
function permitted(): ReadonlyMap<string, readonly string[]> {
  const { overrides } = JSON.parse(readFileSync(join(root, '.eslintrc.json'), 'utf8')) as {
    overrides: readonly { rules: { 'import-x/no-restricted-paths'?: [string, { zones: readonly Zone[] }] } }[];
  };
  const zones = overrides.flatMap(({ rules }) => rules['import-x/no-restricted-paths']?.[1].zones ?? []);
  return new Map(
    zones.flatMap(({ target, from, except = [] }) => {
      // The others keep single files apart.
      if (typeof target !== 'string' || from !== './src') return [];
      const layer = target.replace('./src/', '');
      const others = except.map((path) => path.replace('./', ''));
      return [[layer, others.filter((path) => path !== layer && !path.endsWith('.ts'))] as const];
    }),
  );
}

/** The arrows of the picture of the layers. */
function drawn(): readonly (readonly [string, string])[] {
  const [, picture = ''] = /```mermaid\nflowchart TB\n([^]*?)```/.exec(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')) ?? [];
  const names = new Map([...picture.matchAll(/^ *(\w+)\["src\/([\w/]+)/gm)].map(([, id = '', name = '']) => [id, name]));
  const nameOf = (id: string): string => names.get(id) ?? id;
  const arrows = [...picture.matchAll(/^ *(\w+) --> (.*)$/gm)];
  return arrows.flatMap(([, from = '', to = '']) => to.split(' & ').map((one) => [nameOf(from), nameOf(one)] as const));
}

/** Every layer that the arrows lead to from this one. */
function below(layer: string): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = (from: string): void => {
    for (const [start, end] of drawn()) {
      if (start !== from || found.has(end)) continue;
      found.add(end);
      walk(end);
    }
  };
  walk(layer);
  return found;
}

describe('the picture of the layers', () => {
  const layers = [...permitted()];

  test.each(layers)('draws no import of %s that ESLint refuses, and leaves none out', (layer, allowed) => {
    const arrows = drawn().flatMap(([from, to]) => (from === layer ? [to] : []));
    expect(arrows.filter((to) => !allowed.includes(to))).toEqual([]);
    expect(allowed.filter((to) => !below(layer).has(to))).toEqual([]);
  });

  test('has only the exceptions that the text names', () => {
    const more = layers.flatMap(([layer, allowed]) =>
      [...below(layer)].filter((to) => !allowed.includes(to) && !to.startsWith(`${layer}/`)).map((to) => `${layer} ${to}`),
    );
    expect(more.sort()).toEqual(['aws offboard/plan', 'aws plan', 'rollout offboard/plan']);
  });
});
