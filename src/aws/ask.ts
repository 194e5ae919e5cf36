import { AwsFailure } from '../domain/problem';
import { readAnswer, type AnswerSchema } from './answers/read-answer';
import type { Repetition } from './clients';
import { readAllPages, type ListRules, type Page } from './paging';
import { translating, type RequestPlace } from './translate-error';

/** Sends a request for a list, with the token of the page before. */
type SendForPage<Client> = (client: Client, token: string | undefined) => Promise<unknown>;

type ItemOf<Sheet extends Page<unknown>> = Sheet['items'][number];

/** Requests to one service with one identity, and what is made of the answers. Every method throws `AwsFailure`. */
export interface Requests<Client> {
  /** Sends one request and reads its answer. */
  readonly ask: <Answer>(
    operation: string,
    answer: AnswerSchema<Answer>,
    send: (client: Client) => Promise<unknown>,
    repetition?: Repetition,
  ) => Promise<Answer>;
  /** Reads a list to its end. */
  readonly list: <Sheet extends Page<unknown>>(
    operation: string,
    page: AnswerSchema<Sheet>,
    send: SendForPage<Client>,
    rules: ListRules<ItemOf<Sheet>> & { readonly onPage?: (page: Sheet) => void },
  ) => Promise<readonly ItemOf<Sheet>[]>;
}

const isReading = (operation: string): boolean => /^(?:Get|List|Describe)/.test(operation);

/** An answer to a reading that can't be understood may be a hiccup, so it is asked for once more. */
async function readTwice<Answer>(operation: string, read: () => Promise<Answer>): Promise<Answer> {
  try {
    return await read();
  } catch (error) {
    if (!isReading(operation) || !(error instanceof AwsFailure) || error.problem.code !== 'unexpected-answer') throw error;
    return read();
  }
}

/**
 * @param placeOf where a request with this name is made
 * @param clientFor the client that repeats requests in this way
 */
export function requestsOver<Client>(
  placeOf: (operation: string) => RequestPlace,
  clientFor: (repetition: Repetition) => Promise<Client>,
): Requests<Client> {
  return {
    ask(operation, answer, send, repetition = 'repeatable') {
      const place = placeOf(operation);
      const read = async () => readAnswer(place, answer, await send(await clientFor(repetition)));
      return translating(place, () => readTwice(operation, read));
    },
    list<Sheet extends Page<unknown>>(
      operation: string,
      schema: AnswerSchema<Sheet>,
      send: SendForPage<Client>,
      rules: ListRules<ItemOf<Sheet>> & { readonly onPage?: (page: Sheet) => void },
    ) {
      const place = placeOf(operation);
      const fetchPage = async (token: string | undefined): Promise<Page<ItemOf<Sheet>>> => {
        const read = async () => readAnswer(place, schema, await send(await clientFor('repeatable'), token));
        const page = await readTwice(operation, read);
        rules.onPage?.(page);
        return page;
      };
      return readAllPages(place, fetchPage, rules);
    },
  };
}
