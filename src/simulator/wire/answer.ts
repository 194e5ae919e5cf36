/** An HTTP answer, ready to be written. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  /** `x-amzn-ErrorType` and the like. */
  readonly headers: Readonly<Record<string, string>>;
}
