declare const brand: unique symbol;

/** @public Declarations of other files name it where they are published. */
export interface Brand<Name extends string> {
  readonly [brand]: Name;
}

type Branded<Name extends string> = string & Brand<Name>;

/** Twelve digits, kept as text because of leading zeros. */
export type AccountId = Branded<'AccountId'>;

/** An AWS Region's code, such as `eu-central-1`. Its shape was checked, its existence not. */
export type Region = Branded<'Region'>;

/** The id of an organizational unit, such as `ou-ab12-cdef3456`. Its shape was checked, its existence not. */
export type UnitId = Branded<'UnitId'>;

/** The id of a root, such as `r-ab12`. Its shape was checked, its existence not. */
export type RootId = Branded<'RootId'>;

/** GuardDuty's opaque name of a detector; it differs in every account and Region. */
export type DetectorId = Branded<'DetectorId'>;

/** Whether the text has the form of an account id. */
export function isAccountId(text: string): text is AccountId {
  return /^\d{12}$/.test(text);
}

/** Whether the text has the form that https://docs.aws.amazon.com/organizations/latest/APIReference/API_OrganizationalUnit.html gives ids. */
export function isUnitId(text: string): text is UnitId {
  return /^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$/.test(text);
}

/** Whether the text has the form that https://docs.aws.amazon.com/organizations/latest/APIReference/API_Root.html gives ids. */
export function isRootId(text: string): text is RootId {
  return /^r-[0-9a-z]{4,32}$/.test(text);
}

/** Whether the text has the form of a Region's code in any partition (`us-gov-west-1`, `eusc-de-east-1`, …). */
export function isRegionShaped(text: string): text is Region {
  return /^[a-z]{2,5}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/.test(text);
}

/** Whether the text can be a detector's id: AWS documents no form, but an empty one would name another address. */
export function isDetectorId(text: string): text is DetectorId {
  return text !== '';
}
