import { markdownText } from '../../src/reporters/markdown-text';

describe('text from AWS in Markdown', () => {
  test.each([
    ['HTML', '<b>R&D</b>', '&#60;b&#62;R&#38;D&#60;/b&#62;'],
    ['an entity', '&lt;', '&#38;lt;'],
    ['a link', '[a](b)', '\\[a\\](b)'],
    ['a cell', 'a|b', 'a\\|b'],
    ['a name', 'workload 1', 'workload 1'],
  ])('shows %s as it is', (_what, text, shown) => {
    expect(markdownText(text)).toBe(shown);
  });
});
