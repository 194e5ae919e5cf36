import fc from 'fast-check';
import type { Mode, Options } from '../support/options';
import { agentWords, planWords } from '../support/vocabulary';
import { mainly, onceIn, seldom } from './odds';
import { workloadIds } from './region';
import { regionNames, unitIds } from './world';

const suffix = mainly('', '=all', '=new', '=none');
const plan = fc
  .tuple(
    seldom(
      12,
      'plan' as const,
      fc.constantFrom('all', 'S3_DATA_EVENTS', 'LAMBDA_NETWORK_LOGS', 'EKS_RUNTIME_MONITORING', 'QUANTUM_MONITORING', 'RUNTIME_MONITORING'),
    ),
    fc.constantFrom(...Object.keys(planWords)),
    suffix,
  )
  .map(([kind, word, level]) => `${kind === 'plan' ? word : kind}${level}`);

const plans = fc
  .record({
    plans: fc.uniqueArray(plan, { maxLength: 3, selector: (typed) => planWords[typed.split('=')[0] ?? ''] ?? typed.split('=')[0] }),
    runtime: seldom<undefined, string>(3, undefined, fc.constantFrom('', '=all', '=new', '=none')),
    agents: fc.subarray(Object.keys(agentWords)),
    agentLevel: fc.constantFrom('', '=new', '=none'),
  })
  .map(({ plans: named, runtime, agents, agentLevel }) => {
    if (runtime === undefined) return named;
    // An agent that is to reach more accounts than its plan makes no sense, and AWS says nothing of it.
    const level = agentLevel === '' && runtime !== '' && runtime !== '=all' ? runtime : agentLevel;
    const rest = named.filter((typed) => !/^(?:runtime|RUNTIME_MONITORING)(?:=|$)/.test(typed));
    return [...rest, `runtime${runtime}`, ...agents.map((agent) => `${agent}${level}`)];
  });

/** Options of every documented kind; most of them make sense, some contradict each other. */
export const optionSets: fc.Arbitrary<Options> = fc
  .record({
    regions: fc.oneof(
      { withCrossShrink: true },
      { weight: 5, arbitrary: fc.constant('all' as const) },
      { weight: 2, arbitrary: fc.constant(['us-east-1']) },
      { weight: 2, arbitrary: fc.shuffledSubarray([...regionNames], { minLength: 1 }) },
      { weight: 1, arbitrary: fc.constant(['us-east-1', 'ap-east-1']) },
    ),
    identities: seldom<'both', Options['identities']>(4, 'both', fc.constantFrom('role', 'administrator', 'administrator')),
    mode: fc.oneof(
      { withCrossShrink: true },
      { weight: 6, arbitrary: fc.constant<Mode>('apply') },
      { weight: 2, arbitrary: fc.constant<Mode>('check') },
      { weight: 1, arbitrary: fc.constant<Mode>('dry-run') },
    ),
    autoEnable: fc.constantFrom(undefined, undefined, 'ALL' as const, 'NEW' as const, 'NONE' as const),
    plans: fc.oneof({ withCrossShrink: true }, { weight: 1, arbitrary: fc.constant<string[]>([]) }, { weight: 3, arbitrary: plans }),
    applyToMembers: onceIn(2),
    migrate: onceIn(4),
    restartSuspended: onceIn(4),
    acceptPolicy: onceIn(4),
    frequency: seldom<undefined, string>(4, undefined, fc.constantFrom('15m', '1h', '6h')),
    excludeAccounts: seldom<string[], string[]>(6, [], fc.subarray([...workloadIds, '111111111111'], { minLength: 1, maxLength: 2 })),
    excludeOus: seldom<string[], string[]>(8, [], fc.subarray([...unitIds], { minLength: 1, maxLength: 2 })),
    homeRegion: seldom<undefined, string>(10, undefined, fc.constantFrom(...regionNames)),
    concurrency: seldom<undefined, number>(8, undefined, fc.constantFrom(1, 2)),
    wait: seldom(10, 20, fc.constantFrom(0, 3)),
    verbose: onceIn(8),
    exports: fc.constant(undefined),
    sensible: seldom(12, true, fc.constant(false)),
  })
  .map(({ sensible, ...options }) => (sensible ? withoutContradictions(options) : options));

/** The same options where they would be refused at once: a whole run says more than a refusal. */
function withoutContradictions(options: Options): Options {
  const excludes = options.excludeAccounts.length + options.excludeOus.length > 0;
  const plansGiven = options.plans.length > 0;
  const { homeRegion, regions } = options;
  return {
    ...options,
    autoEnable: excludes && options.autoEnable !== 'NONE' ? 'NEW' : options.autoEnable,
    plans: excludes
      ? options.plans.map((typed) => (/=(?:new|none)$/.test(typed) ? typed : `${typed.replace(/=all$/, '')}=new`))
      : options.plans,
    applyToMembers: options.applyToMembers && plansGiven,
    migrate: options.migrate && plansGiven,
    homeRegion: homeRegion !== undefined && (regions === 'all' || regions.includes(homeRegion)) ? homeRegion : undefined,
  };
}
