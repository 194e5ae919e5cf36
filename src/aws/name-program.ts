import type { HttpRequest, MiddlewareStack, Provider, UserAgent } from '@smithy/types';

/** The names that the SDK and the program have in requests. */
export interface ProgramNames {
  readonly defaultUserAgentProvider: Provider<UserAgent>;
  readonly customUserAgent?: string | UserAgent;
  /** What the user calls the application in `AWS_SDK_UA_APP_ID` or the profile. */
  readonly userAgentAppId: Provider<string | undefined>;
}

/** `lang/js`, `os/linux#6.1`: a name of one part has its version after a slash, one of two parts after a number sign. */
function wordOf([name, version = '']: Readonly<UserAgent[number]>): string {
  const word = version === '' ? name : `${name}${name.includes('/') ? '#' : '/'}${version}`;
  return word.replace(/[^!$%&'*+\-.^_`|~\w#/]/g, '-');
}

/** Names the SDK and the program in every request, by the same text, which is composed once. */
export function nameProgram<Input extends object, Output extends object>(
  stack: MiddlewareStack<Input, Output>,
  { defaultUserAgentProvider, customUserAgent = [], userAgentAppId }: ProgramNames,
): void {
  const own: UserAgent = typeof customUserAgent === 'string' ? [[customUserAgent]] : customUserAgent;
  const compose = async (): Promise<string> => {
    const [sdk, application] = await Promise.all([defaultUserAgentProvider(), userAgentAppId()]);
    return [...sdk, ...(application === undefined ? [] : [['app', application] as const]), ...own].map(wordOf).join(' ');
  };
  let composed: Promise<string> | undefined;
  stack.add(
    (next) => async (args) => {
      (args.request as HttpRequest).headers['user-agent'] = await (composed ??= compose());
      return next(args);
    },
    { step: 'build', priority: 'low', name: 'nameProgram' },
  );
}
