// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { saveFile } from './save-file'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test('a file is downloaded under its name, and its address is good until the browser has read it', () => {
  const clicked: { name: string; url: string }[] = []
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    clicked.push({ name: this.download, url: this.href })
  })
  const revoke = vi.spyOn(URL, 'revokeObjectURL')
  saveFile('run_a.log', new Blob(['a line']))
  expect(clicked).toEqual([{ name: 'run_a.log', url: expect.stringMatching(/^blob:/) }])
  expect(revoke).not.toHaveBeenCalled()
  vi.runAllTimers()
  expect(revoke).toHaveBeenCalledExactlyOnceWith(clicked[0]?.url)
})
