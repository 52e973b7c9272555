import { expect, it } from 'vitest'
import { WorkerPresence } from './worker-presence'

const at = (seconds: number) => new Date(seconds * 1_000)

it('sees a busy worker as connected between two signs of life as long as its socket is open', () => {
  const presence = new WorkerPresence()
  presence.socketOpened()
  presence.seen(['w'], at(0))
  expect(presence.isConnected('w', at(44))).toBe(true)
  expect(presence.isConnected('w', at(45))).toBe(false)
  presence.socketClosed()
  expect(presence.isConnected('w', at(14))).toBe(true)
  expect(presence.isConnected('w', at(15))).toBe(false)
})

it('knows nothing of a worker that was never heard of', () => {
  const presence = new WorkerPresence()
  expect(presence.isConnected('w', at(0))).toBe(false)
  expect(presence.anyConnected(at(0))).toBe(false)
})

it('knows which versions another worker has, until it gives its runs back or is silent', () => {
  const presence = new WorkerPresence()
  presence.serves(['new', 'old'], at(0))
  presence.serves(['other'], at(30))
  expect(presence.servedElsewhere(['other'], at(31))).toEqual(['new', 'old'])
  expect(presence.servedElsewhere(['new', 'old'], at(31))).toEqual(['other'])
  presence.left('old')
  expect(presence.servedElsewhere(['other'], at(31))).toEqual(['new'])
  expect(presence.servedElsewhere([], at(45))).toEqual(['other'])
})
