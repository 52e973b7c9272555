import { randomBytes, randomInt } from 'node:crypto'
import { chmod, link, open, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { ExpectedProblem } from '../expected-problem'

export interface Secrets {
  secretKey: string
  accessToken: string
  projectRef: string
  authSecret: string
  postgresPassword: string
  firstRunToken: string
}

const SHAPES: Record<keyof Secrets, RegExp> = {
  // Never tr_dev_sk_…: the SDK treats keys of that shape as restricted and stops signing public tokens itself.
  secretKey: /^tr_dev_[0-9a-f]{40}$/,
  accessToken: /^tr_pat_[a-z0-9]{40}$/,
  projectRef: /^proj_[a-z]{20}$/,
  authSecret: /^[0-9a-f]{64}$/,
  postgresPassword: /^[0-9a-f]{48}$/,
  firstRunToken: /^[\w-]{32,}$/,
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
const hex = (bytes: number) => randomBytes(bytes).toString('hex')
const word = (alphabet: string, length: number) =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')

function generate(): Secrets {
  return {
    secretKey: `tr_dev_${hex(20)}`,
    accessToken: `tr_pat_${word(`${LETTERS}0123456789`, 40)}`,
    projectRef: `proj_${word(LETTERS, 20)}`,
    authSecret: hex(32),
    postgresPassword: hex(24),
    firstRunToken: randomBytes(24).toString('base64url'),
  }
}

/** The secrets of this data folder, made at the first call ever. Of two first calls at once, one makes them for both. */
export async function loadSecrets(dataDir: string): Promise<Secrets> {
  const file = path.join(dataDir, 'secrets.json')
  return (await readSecrets(file)) ?? (await makeSecrets(file))
}

async function readSecrets(file: string): Promise<Secrets | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw new ExpectedProblem(`The secrets in ${file} cannot be read (${error.code}).`, { cause: error })
  })
  if (text === null) return null
  const bad = wrongFields(text)
  if (bad.length > 0) {
    throw new ExpectedProblem(
      `The secrets in ${file} are damaged (${bad.join(', ')}). Restore the file, or start over with npm run reset.`,
    )
  }
  await chmod(file, 0o600)
  return JSON.parse(text) as Secrets
}

function wrongFields(text: string): string[] {
  try {
    const values = JSON.parse(text) as Partial<Record<string, unknown>>
    return Object.entries(SHAPES).flatMap(([name, shape]) => (shape.test(String(values[name])) ? [] : [name]))
  } catch {
    return ['not JSON']
  }
}

/** A finished file gets the name by a link, which fails when there is one: nobody reads half a file or replaces one. */
async function makeSecrets(file: string): Promise<Secrets> {
  const unfinished = `${file}.tmp-${process.pid}-${hex(4)}`
  const handle = await open(unfinished, 'wx', 0o600)
  try {
    await handle.writeFile(`${JSON.stringify(generate(), null, 2)}\n`)
    await handle.sync()
    await link(unfinished, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  } finally {
    await handle.close()
    await rm(unfinished, { force: true })
  }
  const secrets = await readSecrets(file)
  if (!secrets) throw new ExpectedProblem(`The secrets in ${file} disappeared while they were made.`)
  return secrets
}
