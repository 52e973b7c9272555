import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { listeningInodes } from './port-owner'
import { portProblem, requireFreePorts } from './ports'

test('a taken port is named, with the program that has it and the way out', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const refusal = requireFreePorts([{ variable: 'PORT', port }])
  await expect(refusal).rejects.toThrow(`Port ${port} is taken by process ${process.pid} (`)
  await expect(refusal).rejects.toThrow(`PORT=${port + 1} npm start`)
  server.close()
  await once(server, 'close')
  await expect(requireFreePorts([{ variable: 'PORT', port }])).resolves.toBeUndefined()
})

test('an owner that cannot be seen is not invented', () => {
  expect(portProblem({ variable: 'PLATFORM_PORT', port: 3040 }, 'EADDRINUSE', null)).toBe(
    'Port 3040 is taken. Stop that program, or choose another port: PLATFORM_PORT=3041 npm start',
  )
})

test('a port that only root may use is not called taken', () => {
  expect(portProblem({ variable: 'PORT', port: 80 }, 'EACCES', null)).toBe(
    'Port 80 cannot be used (EACCES). Choose another: PORT=8080 npm start',
  )
})

test('only sockets that listen on that very port count', () => {
  const table = [
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
    '   0: 0100007F:0BB8 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 111 1 0',
    '   1: 0100007F:0BB8 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 222 1 0',
    '   2: 0100007F:0BB9 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 333 1 0',
  ].join('\n')
  expect(listeningInodes(table, 3000)).toEqual(['111'])
})
