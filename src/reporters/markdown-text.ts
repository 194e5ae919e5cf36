import { harmless } from '../messages/harmless';

/** Text from outside, without anything that Markdown or HTML would take for its own. */
export function markdownText(text: string): string {
  return harmless(text)
    .replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0).toString()};`)
    .replace(/[\\`*_[\]|#~!@]/g, '\\$&');
}
