import { setTimeout as delay } from 'node:timers/promises'
import { lockInstance } from '../instance-lock'

/** Takes the lock of a folder and holds it until somebody ends this process, or says who has it and ends. */
const [dataDir = '', address = '', startAt = '0'] = process.argv.slice(2)
await delay(Math.max(Number(startAt) - Date.now(), 0))
const result = await lockInstance(dataDir, { address, platformPort: null })
console.log(JSON.stringify('lock' in result ? { got: true } : { got: false, holder: result.heldBy.address }))
if ('lock' in result) setInterval(() => {}, 60_000)
