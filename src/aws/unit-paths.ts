import { isUnitId, type UnitId } from '../domain/ids';

/**
 * The organizational units named in an account's paths, such as `o-…/r-…/ou-…/ou-…/111111111111/`; an account directly under the root is
 * in none. Undefined when there is no path, or one that is no path from the root: then AWS did not show it.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html
 */
function unitsIn(paths: readonly string[] | undefined): readonly UnitId[] | undefined {
  if (paths === undefined || paths.length === 0) return undefined;
  const units: UnitId[] = [];
  for (const path of paths) {
    const [organization = '', root = '', ...rest] = path.split('/').filter((part) => part !== '');
    if (!organization.startsWith('o-') || !root.startsWith('r-')) return undefined;
    for (const part of rest) {
      if (isUnitId(part)) units.push(part);
      else if (!/^\d{12}$/.test(part)) return undefined;
    }
  }
  return units;
}

/** Reads the units of many accounts; those in the same place share one array, for there are many accounts and few units. */
export function unitReader(): (paths: readonly string[] | undefined) => readonly UnitId[] | undefined {
  const shared = new Map<string, readonly UnitId[]>();
  return (paths) => {
    const units = unitsIn(paths);
    const key = units?.join('/') ?? '';
    const known = units === undefined ? undefined : (shared.get(key) ?? units);
    if (known !== undefined) shared.set(key, known);
    return known;
  };
}
