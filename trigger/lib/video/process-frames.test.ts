import sharp from 'sharp'
import { expect, test } from 'vitest'
import { runProgress } from '../progress'
import { momentsOf } from './contact-sheet'
import { processFrames } from './process-frames'

const inline = <T>(_: string, work: () => Promise<T>) => work()

test('a clip comes out with every frame, scaled, marked and moving', async () => {
  const seen = new Map<string, unknown[]>()
  let clock = 0
  const progress = runProgress(
    { set: (key, value) => seen.set(key, [...(seen.get(key) ?? []), value]) },
    () => (clock += 1000),
  )
  const stages: string[] = []
  const stage = <T>(name: string, work: () => Promise<T>) => {
    stages.push(name)
    return work()
  }
  const video = await processFrames({ frames: 12, width: 160, format: 'webp' }, { progress, stage })

  const animation = await sharp(video.animation, { animated: true }).metadata()
  expect(animation).toMatchObject({ format: 'webp', width: 160, pages: 12, pageHeight: 90 })
  const corner = async (page: number) =>
    (await sharp(video.animation, { page }).extract({ left: 150, top: 80, width: 4, height: 4 }).stats()).channels[1]
      ?.mean
  expect(await corner(0)).not.toBe(await corner(11))
  expect(await sharp(video.sheet).metadata()).toMatchObject({ format: 'webp', width: 1000, height: 437 })
  expect(stages).toEqual(['read_frames', 'scale_frames', 'watermark_frames', 'contact_sheet', 'encode_animation'])
  const shares = seen.get('progress') as number[]
  expect(shares).toEqual([...shares].sort((a, b) => a - b))
  expect(new Set(shares).size).toBe(12 * 3 + 12 + 1)
  // The encoder tells nothing before it is done: a fifth of the work is left while it runs.
  expect([...new Set(shares)].slice(-2)).toEqual([0.8, 1])
})

test('a cancelled run stops at the next frame', async () => {
  const cancel = new AbortController()
  let frames = 0
  let clock = 0
  const countFrames = (key: string) => key === 'framesDone' && ++frames === 2 && cancel.abort()
  const progress = runProgress({ set: countFrames }, () => (clock += 1000))
  const order = { frames: 240, width: 640, format: 'gif' } as const
  await expect(processFrames(order, { progress, signal: cancel.signal, stage: inline })).rejects.toMatchObject({
    name: 'AbortError',
  })
  expect(frames).toBe(2)
})

test('sixteen moments run from the first frame to the last', () => {
  const frames = Array.from({ length: 100 }, (_, index) => index)
  const moments = momentsOf(frames)
  expect(moments).toHaveLength(16)
  expect([moments[0], moments[15]]).toEqual([0, 99])
  expect(momentsOf([1, 2])).toEqual([1, 2])
})
