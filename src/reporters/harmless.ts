/**
 * Makes text from AWS fit for a terminal line: control characters (escape sequences among them), line breaks, and the marks that reverse
 * or hide text become a visible replacement. Account names and error texts can hold any of them.
 */
export function harmless(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu, '\uFFFD');
}
