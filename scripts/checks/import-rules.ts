import type { IForbiddenRuleType } from 'dependency-cruiser'

/** Who may lean on whom: a feature sees itself, the features named here, and the kernel. Siblings meet in app/. */
export const FEATURES: Record<string, readonly string[]> = {
  health: [],
  members: [],
  settings: ['members'],
  uploads: [],
  tasks: [],
  runs: ['tasks', 'uploads'],
  overview: ['runs', 'health', 'tasks'],
}

/** Folders of lib/ that every feature may use, like the files directly in lib/. */
const KERNEL = ['auth', 'audit', 'db', 'format']

/** What tests share: `test-….ts` beside them. */
const TEST_SET_UP = '/test-[^/]+\\.ts$'
const TESTS = `(\\.test\\.tsx?|${TEST_SET_UP})$`
const folderOf = (names: readonly string[]) => `^(lib|components)/(${names.join('|')})/`

const featureRules: IForbiddenRuleType[] = Object.entries(FEATURES).map(([feature, allowed]) => ({
  name: `${feature}-leans-only-on-${allowed.length > 0 ? allowed.join('-') : 'the-kernel'}`,
  comment: 'Compose sibling features in app/',
  severity: 'error',
  from: { path: folderOf([feature]) },
  to: { path: folderOf(Object.keys(FEATURES).filter((other) => other !== feature && !allowed.includes(other))) },
}))

/** A package that only a few files may import, its types included: the parser cannot tell the two apart. */
const gate = (name: string, packages: string, files: string): IForbiddenRuleType => ({
  name,
  severity: 'error',
  from: { path: '^(app|components|lib|trigger)/', pathNot: [files, TESTS] },
  to: { path: `(^|/)node_modules/(${packages})/`, dependencyTypesNot: ['type-only'] },
})

export const forbidden: IForbiddenRuleType[] = [
  ...featureRules,
  {
    name: 'kernel-knows-no-feature',
    severity: 'error',
    from: { path: [`^lib/(${KERNEL.join('|')})/`, '^lib/[^/]+\\.ts$'], pathNot: ['^lib/db/schema', TESTS] },
    to: { path: folderOf(Object.keys(FEATURES)) },
  },
  {
    name: 'lib-and-trigger-import-no-screens',
    severity: 'error',
    from: { path: '^(lib|trigger)/' },
    to: { path: '^(app|components)/' },
  },
  { name: 'components-import-no-routes', severity: 'error', from: { path: '^components/' }, to: { path: '^app/' } },
  {
    name: 'primitives-know-no-domain',
    severity: 'error',
    from: { path: '^components/(ui|charts|layout)/' },
    to: { path: folderOf(Object.keys(FEATURES)) },
  },
  {
    name: 'reach-the-platform-over-http',
    severity: 'error',
    from: { path: '^(app|components|trigger|lib/(?!platform/))' },
    to: { path: '^lib/platform/' },
  },
  {
    name: 'platform-stands-alone',
    severity: 'error',
    from: { path: '^lib/platform/' },
    to: { path: '^(app|components|trigger|lib/(?!platform/)|scripts)' },
  },
  {
    name: 'tasks-are-triggered-by-id',
    severity: 'error',
    from: { path: '^(app|components|lib)/', pathNot: TESTS },
    to: { path: '^trigger/' },
  },
  {
    name: 'tasks-reach-data-through-one-seam',
    severity: 'error',
    from: { path: '^trigger/' },
    to: { path: '^lib/', pathNot: '^lib/format/' },
  },
  {
    name: 'set-up-of-tests-is-for-tests',
    severity: 'error',
    from: { pathNot: TESTS },
    to: { path: TEST_SET_UP, pathNot: '^node_modules/' },
  },
  {
    name: 'server-only-stays-in-next',
    comment: 'The package throws in plain Node, where the platform and the tasks run',
    severity: 'error',
    from: { path: '^(trigger|lib/platform|scripts)/', pathNot: TESTS },
    to: { path: '(^|/)node_modules/server-only/', reachable: true },
  },
  gate(
    'sdk-behind-queries-and-actions',
    '@trigger\\.dev/sdk',
    '^(lib/[^/]+/(queries|actions)\\.ts|lib/trigger-client\\.ts|trigger/)',
  ),
  gate('hooks-behind-use-live', '@trigger\\.dev/react-hooks', '^components/[^/]+/use-live-[^/]+\\.tsx?$'),
  gate('sql-behind-the-databases', '(pg|postgres)', '^(lib/db/|lib/platform/|trigger/lib/(db|outage)\\.ts)'),
  { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
]
