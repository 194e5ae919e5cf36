interface Part {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Part>>;
  readonly items?: Part;
  readonly anyOf?: readonly Part[];
  readonly oneOf?: readonly Part[];
}

/** Keys of a schema, at any depth, that have no description. */
export function undescribed(part: object, at = ''): readonly string[] {
  const { properties = {}, items, anyOf = [], oneOf = [] } = part as Part;
  return [
    ...Object.entries(properties).flatMap(([key, inner]) => [
      ...(inner.description === undefined ? [`${at}.${key}`] : []),
      ...undescribed(inner, `${at}.${key}`),
    ]),
    ...[...(items ? [items] : []), ...anyOf, ...oneOf].flatMap((inner) => undescribed(inner, at)),
  ];
}
