/** A scenario that can't be used. The message and {@link ScenarioError.problems} name each problem and what is allowed. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';

  constructor(
    readonly source: string,
    readonly problems: string[],
  ) {
    super(`Scenario ${source} cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}
