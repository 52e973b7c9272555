import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findOrInstallBrowser } from './test/find-browser'

interface Counts {
  passed: number
  failed: number
}

interface Step {
  title: string
  command: string[]
  /** Reads the counts out of the step's own report; a step without one counts as a single check. */
  count?: (report: unknown) => Counts
}

interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  numFailedTestSuites: number
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number }
}

const ofVitest = (report: unknown): Counts => {
  const { numPassedTests, numFailedTests, numFailedTestSuites } = report as VitestReport
  // A file that could not even be loaded fails as a suite without a single failed test.
  return { passed: numPassedTests, failed: Math.max(numFailedTests, Math.min(numFailedTestSuites, 1)) }
}

/** A flaky test is a failed test: it passes some days and says nothing. */
const ofPlaywright = (report: unknown): Counts => {
  const { expected, unexpected, flaky } = (report as PlaywrightReport).stats
  return { passed: expected, failed: unexpected + flaky }
}

const bin = (name: string) => join('node_modules', '.bin', name)
const reports = await mkdtemp(join(tmpdir(), 'signalbox-test-'))
const report = (name: string) => join(reports, `${name}.json`)
const vitest = (project: string) => [
  bin('vitest'),
  'run',
  '--project',
  project,
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report(project)}`,
]

const STEPS: Record<string, Step> = {
  lint: { title: 'Lint and format', command: [bin('biome'), 'ci', '--error-on-warnings'] },
  types: { title: 'Types', command: ['npm', 'run', '--silent', 'typecheck'] },
  imports: { title: 'Import rules', command: [bin('tsx'), 'scripts/checks/imports.ts'] },
  unused: { title: 'Dead code', command: [bin('knip'), '--no-progress'] },
  unit: { title: 'Unit tests', command: vitest('unit'), count: ofVitest },
  contract: { title: 'Contract tests', command: vitest('contract'), count: ofVitest },
  build: { title: 'Production build', command: ['npm', 'run', '--silent', 'build'] },
  e2e: { title: 'End-to-end tests', command: [bin('playwright'), 'test'], count: ofPlaywright },
}

function run(command: string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const [file, ...args] = command as [string, ...string[]]
    const child = spawn(file, args, { stdio: ['ignore', 'inherit', 'inherit'], env })
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
}

async function countsOf(name: string, step: Step, exitCode: number): Promise<Counts> {
  const single = exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  if (!step.count) return single
  const text = await readFile(report(name), 'utf8').catch(() => null)
  if (text === null) return single
  const counts = step.count(JSON.parse(text))
  return exitCode === 0 ? counts : { ...counts, failed: Math.max(1, counts.failed) }
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in STEPS))
if (unknown.length > 0) {
  console.error(`Unknown step: ${unknown.join(', ')}. There are ${Object.keys(STEPS).join(', ')}.`)
  process.exit(2)
}

const total: Counts = { passed: 0, failed: 0 }
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', PLAYWRIGHT_JSON_OUTPUT_FILE: report('e2e') }
for (const [name, step] of Object.entries(STEPS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`\n── ${step.title} ──`)
  const startedAt = Date.now()
  if (name === 'e2e') Object.assign(env, { CHROMIUM_PATH: findOrInstallBrowser() })
  const exitCode = await run(step.command, env)
  const counts = await countsOf(name, step, exitCode)
  total.passed += counts.passed
  total.failed += counts.failed
  const seconds = Math.round((Date.now() - startedAt) / 1000)
  console.log(`${step.title}: ${counts.failed === 0 ? 'ok' : 'FAILED'} after ${seconds} s`)
}

await rm(reports, { recursive: true, force: true })
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 ? 0 : 1)
