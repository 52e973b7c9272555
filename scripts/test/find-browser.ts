import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const SYSTEM_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

const HOW_TO_INSTALL = [
  'No browser was found for the end-to-end tests. Any one of these helps:',
  '  npx playwright install chromium',
  '  apt-get install chromium        (Debian)',
  '  export CHROMIUM_PATH=/path/to/a/chromium',
].join('\n')

/** The executable of a Chromium: the one named, Playwright's own, or the system's. */
export function findBrowser(): string | null {
  const named = process.env.CHROMIUM_PATH
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not exist`)
  return [named, chromium.executablePath(), ...SYSTEM_PATHS].find((path) => path && existsSync(path)) ?? null
}

function tryToRun(command: string, args: string[]): boolean {
  try {
    execFileSync(command, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    return true
  } catch {
    return false
  }
}

/** Installs one where none is: Debian's package as root, otherwise Playwright's download. Throws with what to do when neither works. */
export function findOrInstallBrowser(): string {
  const present = findBrowser()
  if (present) return present
  console.log('No Chromium found; installing one …')
  const isDebianRoot = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0
  if (isDebianRoot) tryToRun('apt-get', ['update', '-qq']) && tryToRun('apt-get', ['install', '-y', '-qq', 'chromium'])
  if (!findBrowser()) tryToRun('npx', ['playwright', 'install', 'chromium'])
  const installed = findBrowser()
  if (!installed) throw new Error(HOW_TO_INSTALL)
  return installed
}
