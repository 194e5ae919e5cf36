import type { Problem, ProblemCode } from '../domain/problem';
import { permissionsBehind } from '../permissions/permissions';
import type { AwsWords } from '../plan/gap';
import { harmless } from './harmless';

/** The words for one kind of failed request: they continue the name of the request, and say what to do. */
export interface ProblemText {
  readonly what: string;
  readonly remedy: string;
}

/** The one table of failed requests: refusals, reports and the troubleshooting page all read it. */
export const problemTexts: Readonly<Record<ProblemCode, ProblemText>> = {
  'access-denied': {
    what: 'is not allowed',
    remedy: 'Allow this action for the identity, then run again.',
  },
  'denied-by-scp': {
    what: 'is denied by a service control policy',
    remedy: 'Exempt the identity from that policy: it never restricts the management account, but it does restrict the administrator.',
  },
  'credentials-expired': {
    what: 'was refused: the credentials have expired',
    remedy: 'Renew the credentials, then run again: what is done is not repeated.',
  },
  'credentials-invalid': {
    what: 'was refused: AWS does not recognise the credentials',
    remedy: 'Check that the account has opted in to the Region.',
  },
  'service-not-in-region': {
    what: 'found no endpoint',
    remedy: 'GuardDuty may not exist in this Region, or the name cannot be looked up from here.',
  },
  throttled: {
    what: 'was throttled, again and again',
    remedy: 'Run again later, or with a smaller --concurrency.',
  },
  'service-failure': {
    what: 'failed on the side of AWS',
    remedy: 'Run again later; if it stays, show the request id to AWS Support.',
  },
  'network-failure': {
    what: 'lost its connection',
    remedy: 'Check the network, then run again.',
  },
  'certificate-not-trusted': {
    what: 'met a certificate that this machine does not trust',
    remedy: 'Where a proxy opens TLS, name its certificate authority in AWS_CA_BUNDLE or ca_bundle; else check AWS_ENDPOINT_URL.',
  },
  'proxy-failure': {
    what: 'did not get through the proxy',
    remedy: 'Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY, and that the proxy lets requests to AWS pass.',
  },
  'not-aws': {
    what: 'was answered by something that is not AWS',
    remedy: 'Check the proxy, the sign-in page of the network and AWS_ENDPOINT_URL, then run again.',
  },
  'clock-wrong': {
    what: 'was refused: the clock of this machine is wrong',
    remedy: 'Set the clock, then run again.',
  },
  'local-failure': {
    what: 'could not be made on this machine',
    remedy: 'Fix the cause on this machine, then run again.',
  },
  'timed-out': {
    what: 'was not answered in time',
    remedy: 'Run again: what was applied is not repeated.',
  },
  'not-settled': {
    what: 'was refused',
    remedy: 'AWS may not have settled yet; run again in a few minutes.',
  },
  'concurrent-change': {
    what: 'collided with another change to the organization',
    remedy: 'Run again when the other change is over.',
  },
  'another-administrator': {
    what: 'was refused: another account is administrator',
    remedy: 'See who is designated, in GuardDuty and in AWS Organizations.',
  },
  'detector-exists': {
    what: 'was refused: there is a detector already',
    remedy: 'Run again.',
  },
  'several-detectors': {
    what: 'gave more than one detector',
    remedy: 'An account has one detector in a Region; ask AWS Support.',
  },
  'endless-list': {
    what: 'gave a list without end',
    remedy: 'Run again later.',
  },
  'not-reported': {
    what: 'did not show in time what AWS has accepted',
    remedy: 'Run again in a few minutes, or give AWS longer with --wait.',
  },
  'not-in-organization': {
    what: 'was refused: an account is not in the organization',
    remedy: 'Check the accounts, then run again.',
  },
  'export-input': {
    what: 'was refused: the bucket or the key is not one that GuardDuty can use here',
    remedy: 'Check both ARNs. The key must be in the Region of the bucket.',
  },
  'export-bucket-missing': {
    what: 'was refused: the bucket does not exist',
    remedy: 'Check the name in --export-bucket, or create the bucket, then run again.',
  },
  'export-forbidden': {
    what: 'was refused: GuardDuty may not use the bucket or the key',
    remedy:
      'Print the policies with "iam-policy export-bucket" and "iam-policy export-key", and add their statements to the bucket and the key. Check that the key exists and that --export-bucket-owner owns the bucket. Then run again.',
  },
  'export-folder-missing': {
    what: 'was refused: the folder of the prefix does not exist in the bucket',
    remedy:
      'Create an empty object whose name is the prefix and a slash, and keep lifecycle rules from deleting it. Where AWS still refuses, also create AWSLogs/, the administrator, /GuardDuty/ and the Region below it. Then run again.',
  },
  'export-caller': {
    what: 'was refused: your identity may not look into the bucket',
    remedy:
      'Allow s3:GetBucketLocation and s3:PutObject on the bucket for the administrator, with a prefix also s3:ListBucket and s3:GetObject. A bucket of another account must allow the last two as well: "iam-policy export-bucket" prints that. Then run again.',
  },
  'export-role': {
    what: 'was refused: your identity may not read the role of GuardDuty',
    remedy: 'Allow iam:GetRole for the administrator, then run again.',
  },
  'export-exists': {
    what: 'was refused: the detector exports findings already',
    remedy: 'Run again: the program then looks at where they go.',
  },
  refused: {
    what: 'was refused',
    remedy: "Read AWS's words; fix the cause, then run again.",
  },
  'not-read-back': {
    what: 'was not asked again, because the run was interrupted',
    remedy: 'Run again: what is done is not repeated.',
  },
  bug: {
    what: 'failed inside this program',
    remedy: 'This is a bug. Report it with this line; run again to see what is left to do.',
  },
  'unexpected-answer': {
    what: 'gave an answer this version does not understand',
    remedy: 'Run again. If it stays, update this program, or report it with this line.',
  },
};

/** Requests that AWS did not answer, so that the words are not AWS's. */
const unanswered: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'network-failure',
  'timed-out',
  'service-not-in-region',
  'certificate-not-trusted',
  'proxy-failure',
  'not-aws',
  'local-failure',
]);

/** Errors that the SDK raises on this machine, without a request. */
const ofThisMachine: ReadonlySet<string> = new Set(['CredentialsProviderError', 'TokenProviderError']);

/** Stands for the name of an error where the answer could not be read: it may be the page of a proxy. */
const unreadable = /^HTTP \d+/;

/** AWS's name of an error and its words, joined; what is missing or empty is left out. */
function sayingOf({ awsName, awsMessage }: { readonly awsName: string | undefined; readonly awsMessage: string | undefined }): string {
  return [awsName, awsMessage].filter((part) => part !== undefined && part !== '').join(': ');
}

/** The words of AWS, or of whatever stood in the way, with the id of the request; empty where there are none. */
export function quote({ code, awsName, awsMessage, detail, requestId }: AwsWords): string {
  const said = sayingOf({ awsName, awsMessage });
  const id = requestId === undefined ? '' : ` (request ${requestId})`;
  if (detail !== undefined && awsMessage === undefined) return `Cause: ${awsName === undefined ? '' : `${awsName}, `}${detail}${id}`;
  const ours =
    (code !== undefined && unanswered.has(code)) || (awsName !== undefined && (ofThisMachine.has(awsName) || unreadable.test(awsName)));
  return said === '' ? '' : `${ours ? 'Cause' : 'AWS says'}: ${said}${id}`;
}

/** The words kept with an account or a setting, with the request where a whole one failed; empty where there are none. */
export function quoteWords(words: AwsWords): string {
  const { action, code } = words;
  const failed = action === undefined || code === undefined ? '' : `${action} ${problemTexts[code].what}. `;
  return harmless(`${failed}${quote(words)}`.trim());
}

/** AWS may answer with a failure of its own where the caller lacks a further permission that the request needs. */
function hiddenCause({ action, code }: Problem): string {
  const behind = code === 'service-failure' ? permissionsBehind(action) : [];
  return behind.length === 0 ? '' : ` It also fails like this where the identity is not allowed one of: ${behind.join(', ')}.`;
}

const minute = 60;

/** What is known beyond the code: a permission other than the request's own that AWS names, or by how much the clock is off. */
function particulars({ action, permission, clockAheadSeconds: ahead }: Problem): string {
  if (permission !== undefined && permission !== action) return ` AWS names the permission that is missing: ${permission}.`;
  if (ahead === undefined) return '';
  const amount =
    Math.abs(ahead) < 2 * minute ? `${Math.abs(ahead).toString()} seconds` : `${Math.round(Math.abs(ahead) / minute).toString()} minutes`;
  return ` It is ${amount} ${ahead > 0 ? 'ahead of' : 'behind'} the clock of AWS.`;
}

/** AWS's words without the Region and the ids in them: what is left is the same wherever the failure is the same. */
export function commonWords(words: string, region: string | undefined): string {
  const placeless = region === undefined ? words : words.replaceAll(region, '');
  return placeless.replace(/\b[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}\b/g, '');
}

/** What happened, AWS's own words, what to do. */
export interface Explanation {
  readonly what: string;
  readonly words: string;
  readonly remedy: string;
}

/** A failed request in three parts. Reported for several Regions at once, it names none. */
export function describeProblem(problem: Problem, ofSeveral = false): Explanation {
  const { action, accountId, region, code, permission } = problem;
  const { what, remedy: usual } = problemTexts[code];
  const another = permission !== undefined && permission !== action;
  const remedy = code === 'access-denied' && another ? `Allow ${permission} for the identity, then run again.` : usual;
  const place = `${accountId === undefined ? '' : ` as ${accountId}`}${region === undefined || ofSeveral ? '' : ` in ${region}`}`;
  return {
    what: `${action}${place} ${what}.${particulars(problem)}`,
    words: harmless(quote(problem)),
    remedy: `${remedy}${hiddenCause(problem)}`,
  };
}
