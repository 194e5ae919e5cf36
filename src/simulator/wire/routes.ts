import type { Operations, RestOperation } from '../requests/operation';

/** A REST-JSON operation and the ids in its path. */
export interface RouteMatch {
  readonly operation: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Finds the operation of a method and path. If the simulator doesn't have it, the method and path are its name. */
export function matchRoute(operations: Operations<RestOperation>, method: string, path: string): RouteMatch {
  for (const [operation, { route }] of operations) {
    const labels = labelsOf(route, `${method} ${path}`);
    if (labels) return { operation, labels };
  }
  return { operation: `${method} ${path}`, labels: {} };
}

function labelsOf(route: string, address: string): Readonly<Record<string, string>> | undefined {
  const wanted = route.split('/');
  const given = address.split('/');
  if (wanted.length !== given.length) return undefined;
  const labels: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const segment = given[index] ?? '';
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
