import './launcher/check-node'
import { realpath } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import { ExpectedProblem } from './expected-problem'
import { dataDirOf } from './launcher/data-dir'
import { hasData, removeData } from './launcher/remove-data'
import { runScript } from './launcher/run-script'

await runScript(async () => {
  const named = dataDirOf(process.env)
  const dataDir = await realpath(named).catch(() => named)
  if (!hasData(dataDir)) {
    console.log(`There is no data in ${dataDir}.`)
    return
  }
  if (!(await isConfirmed(dataDir))) {
    console.log('Nothing was removed.')
    return
  }
  await removeData(dataDir)
  console.log(`Removed ${dataDir}. The next start begins from nothing.`)
})

async function isConfirmed(dataDir: string): Promise<boolean> {
  if (process.argv.includes('--yes')) return true
  if (!process.stdin.isTTY) throw new ExpectedProblem('Nobody is there to confirm. Use: npm run reset -- --yes')
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    const answer = await terminal.question(`Remove ALL runs, users and uploads in ${dataDir}? Type yes to do it: `)
    return answer.trim().toLowerCase() === 'yes'
  } finally {
    terminal.close()
  }
}
