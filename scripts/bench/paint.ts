import { setTimeout as sleep } from 'node:timers/promises'
import { chromium } from '@playwright/test'
import { configure, runs, tasks } from '@trigger.dev/sdk'
import { firstOperator } from '../../e2e/support/first-operator'
import { findOrInstallBrowser } from '../test/find-browser'
import { startSignalbox } from '../test/start-signalbox'
import { machine } from './lib/machine'
import { percentiles } from './lib/percentiles'

/**
 * A change accepted by the platform → painted in the operator's open runs page. Waiting runs get their metadata stage
 * changed at a steady rate; the page stamps the frame after the one in which the new text appeared.
 */
const RUNS = 20
const CHANGES_PER_SECOND = 20
const CHANGES = 600

const signalbox = await startSignalbox()
const { TRIGGER_API_URL: baseURL = '', TRIGGER_SECRET_KEY: accessToken = '' } = signalbox.triggerEnv
configure({ baseURL, accessToken })

async function changeStage(runId: string, stage: string): Promise<{ sentAt: number; acceptedAt: number }> {
  const sentAt = Date.now()
  const response = await fetch(`${baseURL}/api/v1/runs/${runId}/metadata`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ metadata: { stage } }),
  })
  if (!response.ok) throw new Error(`The platform answered ${response.status}`)
  await response.arrayBuffer()
  return { sentAt, acceptedAt: Date.now() }
}

const handles = await Promise.all(
  Array.from({ length: RUNS }, () => tasks.trigger('wait-a-while', { seconds: 3600 }, { delay: '1h' })),
)
const browser = await chromium.launch({ executablePath: findOrInstallBrowser() })
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
await firstOperator(page, signalbox)
await page.goto(`${signalbox.origin}/e/default/runs`)
await page.evaluate(() => {
  const painted: Record<string, number> = {}
  Object.assign(window, { painted })
  new MutationObserver(() => {
    const fresh = [...(document.body.textContent ?? '').matchAll(/bench-\d+-end/g)].map(([mark]) => mark)
    requestAnimationFrame(() => {
      for (const mark of fresh) painted[mark] ??= Date.now()
    })
  }).observe(document.body, { subtree: true, childList: true, characterData: true })
})

// The subscription starts after hydration: wait until a change is really seen before measuring.
for (let probe = 0; ; probe++) {
  await changeStage(handles[0]?.id ?? '', `bench-${900_000 + probe}-end`)
  await sleep(500)
  if (Object.keys(await page.evaluate(() => Reflect.get(window, 'painted') as object)).length > 0) break
  if (probe > 60) throw new Error('The page shows no change within 30 s')
}

const changes = new Map<string, { sentAt: number; acceptedAt: number }>()
const startedAt = Date.now()
const pending: Promise<void>[] = []
for (let count = 0; count < CHANGES; count++) {
  const due = startedAt + (count * 1000) / CHANGES_PER_SECOND
  await sleep(Math.max(0, due - Date.now()))
  const mark = `bench-${count}-end`
  pending.push(changeStage(handles[count % RUNS]?.id ?? '', mark).then((times) => void changes.set(mark, times)))
}
await Promise.all(pending)
await sleep(2000)

const painted = await page.evaluate(() => Reflect.get(window, 'painted') as Record<string, number>)
const seen = [...changes].filter(([mark]) => painted[mark] !== undefined)
const since = (key: 'sentAt' | 'acceptedAt') =>
  percentiles(seen.map(([mark, times]) => (painted[mark] ?? 0) - times[key]))
await Promise.all(handles.map(({ id }) => runs.cancel(id)))
await browser.close()
await signalbox.dispose()
console.log(
  JSON.stringify(
    {
      machine: machine(),
      changesPerSecond: CHANGES_PER_SECOND,
      changes: CHANGES,
      neverPainted: CHANGES - seen.length,
      acceptedToPaintedMs: since('acceptedAt'),
      sentToPaintedMs: since('sentAt'),
    },
    null,
    2,
  ),
)
process.exit(0)
