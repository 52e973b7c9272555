import { logger, metadata, schemaTask } from '@trigger.dev/sdk'
import { z } from 'zod'
import { env } from './lib/env'
import { runProgress } from './lib/progress'
import { RETRY } from './lib/retry-presets'
import { runLog } from './lib/run-log'
import { storeFile } from './lib/store-file'
import { processFrames } from './lib/video/process-frames'

export const ProcessVideoPayload = z
  .object({
    frames: z.int().min(8).max(240).describe('Length of the clip; 12.5 frames are a second'),
    width: z.int().min(160).max(640),
    format: z.enum(['webp', 'gif']),
  })
  .meta({ examples: [{ frames: 120, width: 480, format: 'webp' }] })

/** Takes a clip through the stages of a video pipeline, frame by frame, and stores what comes out. */
export const processVideo = schemaTask({
  id: 'process-video',
  schema: ProcessVideoPayload,
  maxDuration: 300,
  retry: RETRY.local,
  // Frames keep a core busy; more than two at once only make each other late.
  queue: { concurrencyLimit: 2 },
  run: async (order, { ctx, signal }) => {
    const log = runLog('process_video', { ctx, requestId: metadata.get('request_id') })
    const progress = runProgress(metadata)
    const startedAt = Date.now()
    log.info('started', { frames: order.frames, width: order.width, format: order.format })
    const stage = <T>(name: string, work: () => Promise<T>) => logger.trace(name, work)
    const video = await processFrames(order, { progress, signal, stage })
    const folder = env().SIGNALBOX_DATA_DIR
    const animation = await storeFile(folder, `videos/${ctx.run.id}/animation.${order.format}`, video.animation)
    const contactSheet = await storeFile(folder, `videos/${ctx.run.id}/contact-sheet.webp`, video.sheet)
    const seconds = (Date.now() - startedAt) / 1000
    progress.finish('Processed')
    log.info('completed', { bytes: animation.bytes, seconds })
    return { ...order, height: video.height, sourceBytes: video.sourceBytes, animation, contactSheet, seconds }
  },
})
