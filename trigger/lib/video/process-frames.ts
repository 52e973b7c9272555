import sharp from 'sharp'
import type { Progress } from '../progress'
import { contactSheet, momentsOf } from './contact-sheet'
import { drawFrame, SOURCE } from './draw-frame'
import { watermark } from './watermark'

export type VideoOrder = { frames: number; width: number; format: 'webp' | 'gif' }

type Deps = {
  progress: Progress
  signal?: AbortSignal
  /** Runs one stage: in a run, inside a span of the trace. */
  stage: <T>(name: string, work: () => Promise<T>) => Promise<T>
}

export type ProcessedVideo = { animation: Buffer; sheet: Buffer; height: number; sourceBytes: number }

const FRAME_MS = 80

/** Progress counts frames: each is drawn, scaled, marked and encoded once, some are also put on the contact sheet. */
export async function processFrames(order: VideoOrder, deps: Deps): Promise<ProcessedVideo> {
  const numbers = Array.from({ length: order.frames }, (_, index) => index)
  const sheetFrames = momentsOf(numbers).length
  const total = 4 * order.frames + sheetFrames
  let done = 0
  const advance = (frames = 1) => {
    deps.signal?.throwIfAborted()
    done += frames
    deps.progress.advance(done, total, { framesDone: done, framesTotal: total })
  }
  const stage = <T>(label: string, name: string, work: () => Promise<T>) => {
    deps.progress.stage(label)
    return deps.stage(name, work)
  }
  const each = <T>(items: readonly T[], work: (item: T) => Promise<Buffer>) => inOrder(items, work, advance)
  const height = Math.round((order.width * SOURCE.height) / SOURCE.width)

  const source = await stage('Reading frames', 'read_frames', () =>
    each(numbers, (index) => drawFrame(index, order.frames)),
  )
  const scaled = await stage('Scaling', 'scale_frames', () =>
    each(source, (frame) => scale(frame, order.width, height)),
  )
  const marked = await stage('Watermarking', 'watermark_frames', async () => each(scaled, await watermark(order.width)))
  const sheet = await stage('Contact sheet', 'contact_sheet', () => contactSheet(momentsOf(marked), advance))
  const animation = await stage('Encoding', 'encode_animation', () => encode(marked, order.format))
  advance(order.frames)
  return { animation, sheet, height, sourceBytes: source.reduce((sum, frame) => sum + frame.length, 0) }
}

/** One frame at a time: memory and load stay flat, and a cancelled run stops at the next frame. */
async function inOrder<T>(
  items: readonly T[],
  work: (item: T) => Promise<Buffer>,
  onDone: () => void,
): Promise<Buffer[]> {
  const results: Buffer[] = []
  for (const item of items) {
    results.push(await work(item))
    onDone()
  }
  return results
}

const scale = (frame: Buffer, width: number, height: number) =>
  sharp(frame).resize(width, height).png({ compressionLevel: 3 }).toBuffer()

function encode(frames: Buffer[], format: VideoOrder['format']): Promise<Buffer> {
  const animation = sharp(frames, { join: { animated: true } })
  const timing = { loop: 0, delay: frames.map(() => FRAME_MS) }
  return (format === 'webp' ? animation.webp({ quality: 75, ...timing }) : animation.gif(timing)).toBuffer()
}
