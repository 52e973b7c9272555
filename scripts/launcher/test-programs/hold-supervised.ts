import { startWatchdog } from '../../processes/watchdog'
import { PROJECT_ROOT } from '../project-root'
import { supervise } from '../supervise'

/** Supervises a process with a child and prints what it says, until somebody ends this process. */
supervise({
  args: ['scripts/launcher/test-programs/parent-of-sleeper.mjs', ...process.argv.slice(2)],
  cwd: PROJECT_ROOT,
  env: process.env,
  watchdog: startWatchdog(),
  onLine: (line) => console.log(line),
  onCrash: (reason) => console.log(reason),
})
