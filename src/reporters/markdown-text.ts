import { harmless } from '../messages/harmless';

/** Text from outside, without anything that Markdown or HTML would take for its own. */
export function markdownText(text: string): string {
  // Marks first: the codes of the others hold a "#".
  return harmless(text)
    .replace(/[\\`*_[\]|#~!@]/g, '\\$&')
    .replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0).toString()};`);
}
