/**
 * Imports a generated CSV file as the task does and prints what it cost, as JSON.
 *   npx tsx --conditions=react-server scripts/bench/import-csv.ts [megabytes]
 * Uses TEST_DATABASE_URL if it is set, else a Postgres of its own.
 */
import { importContacts } from '../../trigger/lib/import-contacts'
import { runProgress } from '../../trigger/lib/progress'
import { createTestDatabase, storeUploadOf } from '../../trigger/lib/testing/task-database'
import { startThrowawayPostgres } from '../postgres/start-throwaway-postgres'

const MEGABYTE = 1024 * 1024

function* csvOf(bytes: number): Generator<Buffer> {
  let written = 0
  let row = 0
  for (let text = 'email,name,company,phone\n'; written < bytes; text = '') {
    while (text.length < MEGABYTE && written + text.length < bytes) {
      text += `person.${row}@example-${row % 977}.com,"Person, No ${row}",Company ${row % 5000},+49 30 ${1_000_000 + row}\n`
      row += 1
    }
    written += text.length
    yield Buffer.from(text)
  }
}

function watchMemory() {
  const peak = { heapMb: 0, rssMb: 0 }
  const timer = setInterval(() => {
    const { heapUsed, external, rss } = process.memoryUsage()
    peak.heapMb = Math.max(peak.heapMb, Math.round((heapUsed + external) / MEGABYTE))
    peak.rssMb = Math.max(peak.rssMb, Math.round(rss / MEGABYTE))
  }, 20)
  return { peak, stop: () => clearInterval(timer) }
}

const given = process.env.TEST_DATABASE_URL
const own = given ? undefined : await startThrowawayPostgres()
const database = await createTestDatabase(given ?? own?.adminUrl ?? '', 'bench_import')
try {
  const uploadId = await storeUploadOf(database.pool, csvOf(Number(process.argv[2] ?? 100) * MEGABYTE))
  const memory = watchMemory()
  const startedAt = performance.now()
  const outcome = await importContacts(uploadId, {
    db: database.pool,
    progress: runProgress({ set: () => undefined }),
    owner: { runId: 'run_bench', attempt: 1 },
  })
  const seconds = (performance.now() - startedAt) / 1000
  memory.stop()
  const rows = outcome.rowsGood + outcome.rowsBad
  const { bytes, rowsGood, rowsBad } = outcome
  const { user, system } = process.cpuUsage()
  console.log(
    JSON.stringify({
      ...{
        bytes,
        rowsGood,
        rowsBad,
        seconds: Math.round(seconds * 10) / 10,
        rowsPerSecond: Math.round(rows / seconds),
      },
      ...{
        megabytesPerSecond: Math.round((bytes / MEGABYTE / seconds) * 10) / 10,
        cpuSeconds: Math.round((user + system) / 1e6),
      },
      ...{ peakHeapAndBuffersMb: memory.peak.heapMb, peakRssMb: memory.peak.rssMb },
    }),
  )
} finally {
  await database.drop()
  await own?.stop()
}
