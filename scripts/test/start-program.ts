import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { PROJECT_ROOT } from '../launcher/project-root'

interface StartedProgram {
  child: ChildProcess
  /** Its first line on standard output. */
  firstLine: Promise<string>
  ended: Promise<{ code: number | null; output: string }>
}

/** Runs a TypeScript program of the repository as a process of its own, for tests that have to kill one. */
export function startProgram(file: string, args: string[], env: Record<string, string> = {}): StartedProgram {
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
    })
  }
  const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, output }))
  })
  const firstLine = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    void ended.then(() => reject(new Error(`${file} ended without a line:\n${output}`)))
  })
  firstLine.catch(() => {})
  return { child, firstLine, ended }
}
