import type { Operations, RestOperation } from '../requests/operation';

/** A REST-JSON operation and the ids in its path. */
export interface RouteMatch {
  readonly operation: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Finds the operation of a method and path. If the simulator doesn't have it, the method and path are its name. */
export function routeMatcher(operations: Operations<RestOperation>): (method: string, path: string) => RouteMatch {
  const routes = [...operations].map(([operation, { route }]) => ({ operation, parts: route.split('/') }));
  return (method, path) => {
    const address = `${method} ${path}`;
    const segments = address.split('/');
    for (const { operation, parts } of routes) {
      const labels = labelsOf(parts, segments);
      if (labels) return { operation, labels };
    }
    return { operation: address, labels: {} };
  };
}

function labelsOf(parts: readonly string[], segments: readonly string[]): Readonly<Record<string, string>> | undefined {
  if (parts.length !== segments.length) return undefined;
  const labels: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? '';
    const label = /^\{(\w+)\}$/.exec(part)?.[1];
    if (label !== undefined) labels[label] = decode(segment);
    else if (part !== segment) return undefined;
  }
  return labels;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
