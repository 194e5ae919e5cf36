import type { Readable } from 'node:stream';

/** The largest answer that is read, in bytes. The largest of AWS's own, a full page of members, is a hundredth of that. */
export const largestAnswer = 10 * 1024 * 1024;

/** Has the name and code that the SDK gives to an answer that does not begin, so that the request is repeated in the same way. */
function outOfTime(): Error {
  return Object.assign(new Error('the answer began, but did not end in time'), { name: 'TimeoutError', code: 'ETIMEDOUT' });
}

/** Named and coded as Node does. */
function brokenOff(): Error {
  return Object.assign(new Error('the connection closed before the answer ended'), { code: 'ECONNRESET' });
}

/** Most answers come in one piece, which needs no copy. */
function joined(chunks: readonly Buffer[]): Buffer {
  const [first] = chunks;
  return first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks);
}

/**
 * Reads an answer to its end. The SDK sets no limit on how long that may take.
 *
 * @param milliseconds how long it may take from now on
 * @returns undefined for an answer that is larger than {@link largestAnswer}
 * @throws an error of the name TimeoutError, or what broke the connection
 */
export function readAnswer(answer: Readable, milliseconds: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => answer.destroy(outOfTime()), Math.max(0, milliseconds));
    answer
      .on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= largestAnswer) {
          chunks.push(chunk);
          return;
        }
        resolve(undefined);
        answer.destroy();
      })
      .on('end', () => {
        resolve(joined(chunks));
      })
      .on('error', reject)
      .on('close', () => {
        clearTimeout(timer);
        if (!answer.readableEnded) reject(brokenOff());
      });
  });
}
