import { setTimeout as delay } from 'node:timers/promises'
import { loadSecrets } from '../secrets'

/** Prints the secrets of a folder, asked for at a given moment. */
const [dataDir = '', startAt = '0'] = process.argv.slice(2)
await delay(Math.max(Number(startAt) - Date.now(), 0))
console.log(JSON.stringify(await loadSecrets(dataDir)))
