// A process with a child of its own; both ignore a polite request when told so, and both outlive their parent.
import { spawn } from 'node:child_process'

const stubborn = process.argv.includes('stubborn')
if (stubborn) process.on('SIGTERM', () => {})
const ignore = stubborn ? "process.on('SIGTERM', () => {});" : ''
const sleeper = spawn(process.execPath, ['-e', `${ignore}setInterval(() => {}, 60_000); console.log('asleep')`], {
  stdio: ['ignore', 'pipe', 'ignore'],
})
sleeper.stdout.once('data', () => console.log(JSON.stringify({ pid: process.pid, child: sleeper.pid })))
setInterval(() => {}, 60_000)
