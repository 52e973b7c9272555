import { AbortTaskRunError, logger, metadata, schemaTask } from '@trigger.dev/sdk'
import { z } from 'zod'
import { taskDatabase } from './lib/db'
import { ImportTakenOver, importContacts } from './lib/import-contacts'
import { runProgress } from './lib/progress'
import { RETRY } from './lib/retry-presets'
import { runLog } from './lib/run-log'
import { UnusableFile } from './lib/unusable-file'

export const ImportCsvPayload = z
  .object({ uploadId: z.uuid().describe('What the upload of the file answered') })
  .meta({ examples: [{ uploadId: '2f1c9f5e-5f0b-4a53-9d0e-4f6f0c1c7a11' }] })

const LOG_EVERY_ROWS = 50_000

/** Reads an uploaded CSV file of contacts, checks every row and stores the good ones. */
export const importCsv = schemaTask({
  id: 'import-csv',
  schema: ImportCsvPayload,
  maxDuration: 600,
  retry: RETRY.network,
  // Each import keeps a core and a table busy; two leave room for the other tasks of a small worker.
  queue: { concurrencyLimit: 2 },
  run: async ({ uploadId }, { ctx, signal }) => {
    const correlationId = `upload-${uploadId.slice(0, 8)}`
    const log = runLog('import_csv', { ctx, correlationId, requestId: metadata.get('request_id') })
    const progress = runProgress(metadata)
    const startedAt = Date.now()
    log.info('started', { upload_id: uploadId, attempt: ctx.attempt.number })
    try {
      const outcome = await logger.trace('import_contacts', () =>
        importContacts(uploadId, {
          ...{ db: taskDatabase(), progress, signal, owner: { runId: ctx.run.id, attempt: ctx.attempt.number } },
          onBatch: ({ rowsGood, rowsBad }) => {
            if ((rowsGood + rowsBad) % LOG_EVERY_ROWS === 0)
              log.info('advanced', { rows_good: rowsGood, rows_bad: rowsBad })
          },
          onOutage: (failure) => log.warn('calling_database_failed', { failure }),
        }),
      )
      const seconds = (Date.now() - startedAt) / 1000
      log.info('completed', { rows_good: outcome.rowsGood, rows_bad: outcome.rowsBad, seconds })
      return { uploadId, ...outcome, seconds }
    } catch (error) {
      progress.flush()
      log.error('failed', { error_type: error instanceof Error ? error.name : 'unknown' })
      if (error instanceof UnusableFile || error instanceof ImportTakenOver) throw new AbortTaskRunError(error.message)
      throw error
    }
  },
})
