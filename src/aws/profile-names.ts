/**
 * The SDK reads only names made of these characters, and drops a section with any other, such as one with a blank; the AWS CLI takes all
 * of them. https://github.com/smithy-lang/smithy-typescript/blob/main/packages/shared-ini-file-loader/src/parseIni.ts
 */
const readable = /^[\w@+.%:/-]+$/;

/** The name under which the SDK finds a profile, or another section of the user's files: the name itself wherever the SDK can read it. */
export function sdkName(name: string): string {
  return readable.test(name) ? name : encodeURIComponent(name).replace(/[!~*'()]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}

/** The name that the user wrote. A name that the SDK can read, and that looks encoded by chance, stays as it is. */
export function nameOf(sdkOwn: string): string {
  try {
    const decoded = decodeURIComponent(sdkOwn);
    return sdkName(decoded) === sdkOwn ? decoded : sdkOwn;
  } catch {
    return sdkOwn;
  }
}

const section = /^\s*\[(.*)\]\s*(?:[#;].*)?$/;
/** `profile "a name"`, as a shell would read it: the name is one word, or quoted. */
const named = /^(profile|sso-session|services)\s+(?:"([^"]*)"|'([^']*)'|([^\s"']+))\s*$/;
/** A setting that names another section; what follows a blank and a `#` is a comment. */
const reference = /^(\s*(?:source_profile|sso_session|services)\s*=\s*)(\S.*?)\s*(\s[#;].*)?$/;

/**
 * One of the user's AWS files with every name as the SDK can read it.
 *
 * @param kind in the configuration file a section says what it is, in the credentials file every one is a profile
 */
export function withSdkNames(text: string, kind: 'config' | 'credentials'): string {
  const header = (inner: string): string => {
    if (kind === 'credentials') return sdkName(inner);
    const [, type, inDouble, inSingle, bare] = named.exec(inner) ?? [];
    return type === undefined ? inner : `${type} ${sdkName(inDouble ?? inSingle ?? bare ?? '')}`;
  };
  return text
    .split(/\r?\n/)
    .map((line) => {
      const inner = section.exec(line)?.[1];
      if (inner !== undefined) return `[${header(inner)}]`;
      return line.replace(reference, (_all, start: string, name: string) => `${start}${sdkName(name)}`);
    })
    .join('\n');
}
