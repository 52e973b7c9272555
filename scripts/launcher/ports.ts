import { createServer } from 'node:net'
import { ExpectedProblem } from '../expected-problem'
import { type PortOwner, portOwner } from './port-owner'

const COMMAND_LENGTH = 80

export interface PortUse {
  variable: 'PORT' | 'PLATFORM_PORT'
  port: number
}

/** Refuses to go on when a port is taken: a clear word now is better than a crash loop later. */
export async function requireFreePorts(uses: PortUse[]): Promise<void> {
  const problems: string[] = []
  for (const use of uses) {
    const code = await bindProblem(use.port)
    if (code) problems.push(portProblem(use, code, portOwner(use.port)))
  }
  if (problems.length > 0) throw new ExpectedProblem(problems.join('\n'))
}

export function portProblem({ variable, port }: PortUse, code: string, owner: PortOwner | null): string {
  if (code !== 'EADDRINUSE')
    return `Port ${port} cannot be used (${code}). Choose another: ${variable}=${port < 1024 ? port + 8_000 : port - 1} npm start`
  const who = owner ? ` by process ${owner.pid} (${owner.command.slice(0, COMMAND_LENGTH)})` : ''
  const other = port < 65_535 ? port + 1 : port - 1
  return `Port ${port} is taken${who}. Stop that program, or choose another port: ${variable}=${other} npm start`
}

function bindProblem(port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(null)))
  })
}
