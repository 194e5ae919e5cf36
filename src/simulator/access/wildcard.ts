/** Whether a text fits an IAM pattern with `*` and `?`. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html */
export function fitsWildcard(pattern: string, text: string, ignoreCase = false): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, ignoreCase ? 'is' : 's').test(text);
}
