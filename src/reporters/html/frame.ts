import { createHash } from 'node:crypto';
import { text } from './markup';
import { pageStyle } from './page-files';

const hashOf = (content: string): string => `'sha256-${createHash('sha256').update(content).digest('base64')}'`;

/** Nothing is loaded, sent or framed; the page's own style and script run, and nothing else. */
function policyOf(script: string | undefined): string {
  const scripts = script === undefined ? '' : `; script-src ${hashOf(script)}`;
  return `default-src 'none'; style-src ${hashOf(pageStyle)}${scripts}; base-uri 'none'; form-action 'none'`;
}

/** The beginning of a page, up to its body. */
export function pageStart(title: string, script?: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${text(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
`;
}

export const pageEnd = '</body>\n</html>\n';
