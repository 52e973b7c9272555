import { setTimeout as sleep } from 'node:timers/promises'
import { startSignalbox } from '../test/start-signalbox'
import { machine } from './lib/machine'
import { percentiles } from './lib/percentiles'
import { memoryOf } from './lib/process-memory'

/**
 * `npm start` on a built tree → the sign-in page answers and → the launcher says that all is ready, Ctrl-C → everything
 * is gone, and the memory of all processes after a minute of rest. Build first (`npm run build`); the first start of a data directory is reported apart.
 */
const STARTS = 5
const REST_MS = 60_000

/** Asks for the page until it comes, so that the time does not depend on what the launcher says. */
async function pageAnswers(origin: string): Promise<void> {
  for (;;) {
    const response = await fetch(`${origin}/sign-in`).catch(() => null)
    if (response?.ok) return
    await sleep(20)
  }
}

let startedAt = Date.now()
const signalbox = await startSignalbox()
await pageAnswers(signalbox.origin)
const firstStartMs = Date.now() - startedAt

const pagesMs: number[] = []
const readyMs: number[] = []
const stopsMs: number[] = []
for (let round = 0; round < STARTS; round++) {
  stopsMs.push((await signalbox.stop()) * 1000)
  startedAt = Date.now()
  const answered = pageAnswers(signalbox.origin).then(() => pagesMs.push(Date.now() - startedAt))
  await signalbox.start()
  readyMs.push(Date.now() - startedAt)
  await answered
}

await sleep(REST_MS)
const processes = memoryOf(signalbox.dataDir)
await signalbox.dispose()
const idlePssMb = Math.round(processes.reduce((sum, { pssMb }) => sum + pssMb, 0))
console.log(
  JSON.stringify(
    {
      machine: machine(),
      firstStartMs,
      pageAnswersMs: percentiles(pagesMs),
      allReadyMs: percentiles(readyMs),
      stopMs: percentiles(stopsMs),
      idlePssMb,
      processes,
    },
    null,
    2,
  ),
)
