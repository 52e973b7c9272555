import { setTimeout as sleep } from 'node:timers/promises'
import { startSignalbox } from '../test/start-signalbox'
import { machine } from './lib/machine'
import { percentiles } from './lib/percentiles'
import { memoryOf } from './lib/process-memory'

/**
 * `npm start` on a built tree → the sign-in page answers, Ctrl-C → everything is gone, and the memory of all processes
 * after a minute of rest. Build first (`npm run build`); the first start of a data directory is reported apart.
 */
const STARTS = 5
const REST_MS = 60_000

const answers = async (origin: string) => {
  const response = await fetch(`${origin}/sign-in`)
  if (!response.ok) throw new Error(`The page answered ${response.status}`)
}

let startedAt = Date.now()
const signalbox = await startSignalbox()
await answers(signalbox.origin)
const firstStartMs = Date.now() - startedAt

const startsMs: number[] = []
const stopsMs: number[] = []
for (let round = 0; round < STARTS; round++) {
  stopsMs.push((await signalbox.stop()) * 1000)
  startedAt = Date.now()
  await signalbox.start()
  await answers(signalbox.origin)
  startsMs.push(Date.now() - startedAt)
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
      startMs: percentiles(startsMs),
      stopMs: percentiles(stopsMs),
      idlePssMb,
      processes,
    },
    null,
    2,
  ),
)
