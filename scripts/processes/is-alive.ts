import { processBirth } from './process-birth'

/** Whether there is such a process. One that ended and only waits for its parent to notice (a zombie) does not count. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it lives, but belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return process.platform !== 'linux' || processBirth(pid) !== null
}
