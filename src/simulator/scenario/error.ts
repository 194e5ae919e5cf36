/** A scenario that cannot be used. The message and {@link ScenarioError.problems} name each place and what is allowed there. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';

  constructor(
    readonly source: string,
    readonly problems: string[],
  ) {
    super(`Scenario ${source} cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}
