import { type ChildProcess, spawn } from 'node:child_process'
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Signalbox } from '../../scripts/test/start-signalbox'

export interface TaskProject {
  write(name: string, source: string): Promise<void>
  remove(name: string): Promise<void>
  /** Ends its worker and removes the folder. */
  dispose(): Promise<void>
}

/** A copy of the task folder with a worker that watches it, as `npm run dev` has one: a developer at work on the tasks. */
export async function startTaskProject({ triggerEnv }: Signalbox): Promise<TaskProject> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-tasks-'))
  for (const name of ['trigger', 'trigger.config.ts', 'package.json', 'tsconfig.json'])
    await cp(name, join(folder, name), { recursive: true })
  await symlink(resolve('node_modules'), join(folder, 'node_modules'))
  const worker = spawn(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), resolve('lib/platform/worker/main.ts')],
    {
      cwd: folder,
      env: { ...process.env, ...triggerEnv, SIGNALBOX_DATA_DIR: join(folder, 'data'), WORKER_WATCH: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  await ready(worker)
  return {
    write: (name, source) => writeFile(join(folder, 'trigger', name), source),
    remove: (name) => rm(join(folder, 'trigger', name), { force: true }),
    async dispose() {
      const ended = new Promise((done) => worker.once('exit', done))
      worker.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function ready(worker: ChildProcess): Promise<void> {
  return new Promise((done, reject) => {
    let output = ''
    worker.stdout?.on('data', (chunk: Buffer) => {
      output += chunk
      if (output.includes('worker ready')) done()
    })
    worker.once('exit', (code) => reject(new Error(`The worker ended with ${code}:\n${output}`)))
  })
}
