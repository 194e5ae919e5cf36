import type { Readable } from 'node:stream';

/** The largest answer that is read, in bytes. The largest of AWS's own, a full page of members, is a hundredth of that. */
export const largestAnswer = 10 * 1024 * 1024;

/** Has the name and code that the SDK gives to an answer that does not begin, so that the request is repeated in the same way. */
function outOfTime(): Error {
  return Object.assign(new Error('the answer began, but did not end in time'), { name: 'TimeoutError', code: 'ETIMEDOUT' });
}

/**
 * Reads an answer to its end. The SDK sets no limit on how long that may take.
 *
 * @param milliseconds how long it may take from now on
 * @returns undefined for an answer that is larger than {@link largestAnswer}
 * @throws an error of the name TimeoutError, or what broke the connection
 */
export async function readAnswer(answer: Readable, milliseconds: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const timer = setTimeout(() => answer.destroy(outOfTime()), Math.max(0, milliseconds));
  try {
    for await (const chunk of answer as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      // Leaving the loop ends the connection.
      if (size > largestAnswer) return undefined;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } finally {
    clearTimeout(timer);
  }
}
