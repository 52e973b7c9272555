// Ends what its starter left behind. Plain JavaScript, because it has to run without a loader and stay small.
// Lines on standard input: `watch TARGET SIGNAL LAST_SIGNAL GRACE_MS`, `forget TARGET`. The end of the input means
// that the starter is gone, however it died.
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'

/** @type {Map<number, { signal: string, last: string, graceMs: number }>} */
const watched = new Map()

// A signal meant for the starter's whole group must not end the one process that cleans up after it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})

createInterface({ input: process.stdin })
  .on('line', obey)
  .on('close', async () => {
    await Promise.all([...watched].map(([target, end]) => endTarget(target, end)))
    process.exit(0)
  })

/** @param {string} line */
function obey(line) {
  const [verb, target, signal, last, graceMs] = line.split(' ')
  if (verb === 'watch') watched.set(Number(target), { signal, last, graceMs: Number(graceMs) })
  if (verb === 'forget') watched.delete(Number(target))
}

async function endTarget(target, { signal, last, graceMs }) {
  if (!send(target, signal)) return
  const deadline = Date.now() + graceMs
  while (Date.now() < deadline) {
    if (!send(target, 0)) return
    await delay(25)
  }
  send(target, last)
}

function send(target, signal) {
  try {
    process.kill(target, signal)
    return true
  } catch {
    return false
  }
}
