import { readContact } from './csv/contact-row'
import { type CsvHeader, readHeader } from './csv/header'
import { type CsvRecord, parseRecords } from './csv/parse-records'
import {
  type Checkpoint,
  type ContactRow,
  claimImport,
  findUpload,
  finishImport,
  type ImportState,
  type RunAttempt,
  readImport,
  readUploadChunk,
  type StoredUpload,
  saveImportBatch,
  type TaskDatabase,
} from './db'
import { outlastOutage } from './outage'
import type { Progress } from './progress'
import { UnusableFile } from './unusable-file'

const BATCH_ROWS = 1000
const MAX_REASONS = 20

/** Another attempt took the import over; it goes on where this one stopped. */
export class ImportTakenOver extends Error {
  override readonly name = 'ImportTakenOver'
}

export type ImportDeps = {
  db: TaskDatabase
  progress: Progress
  owner: RunAttempt
  signal?: AbortSignal
  onOutage?: (failure: number) => void
  onBatch?: (checkpoint: Checkpoint) => void
}

export type ImportOutcome = {
  rowsGood: number
  rowsBad: number
  reasons: Checkpoint['reasons']
  bytes: number
  ignoredColumns: string[]
  resumedAtByte: number
  alreadyImported: boolean
}

/** Streams a stored upload into `contacts`. May be repeated at any point: it goes on from its last saved batch. */
export async function importContacts(uploadId: string, deps: ImportDeps): Promise<ImportOutcome> {
  const steady = <T>(query: () => Promise<T>) => outlastOutage(query, deps)
  deps.progress.stage('Checking the file')
  const upload = await steady(() => findUpload(deps.db, uploadId))
  if (!upload) throw new UnusableFile('There is no upload with this id. Upload the file again.')
  const firstChunk = await steady(() => readUploadChunk(deps.db, uploadId, 0))
  if (!firstChunk) throw new UnusableFile('The upload has no content any more. Upload the file again.')
  const header = await readHeader(firstChunk)
  const claimed = await steady(() => claimImport(deps.db, uploadId, deps.owner, header))
  const end = claimed.finished ? claimed : await importRows(upload, header, claimed, deps, steady)
  if (end.rowsGood === 0) throw new UnusableFile(nothingImported(end))
  await steady(() => finishImport(deps.db, uploadId, deps.owner))
  const { rowsGood, rowsBad, reasons } = end
  deps.progress.finish('Imported', { rowsGood, rowsBad, reasons })
  return {
    ...{ rowsGood, rowsBad, reasons, bytes: upload.sizeBytes, ignoredColumns: header.ignored },
    resumedAtByte: claimed.nextByte > header.nextByte ? claimed.nextByte : 0,
    alreadyImported: claimed.finished,
  }
}

type Steady = <T>(query: () => Promise<T>) => Promise<T>

async function importRows(
  upload: StoredUpload,
  header: CsvHeader,
  claimed: ImportState,
  deps: ImportDeps,
  steady: Steady,
): Promise<Checkpoint> {
  const { delimiter } = header
  const { nextByte: atByte, nextLine: atLine, rowsGood, rowsBad, reasons } = claimed
  let saved: Checkpoint = { nextByte: atByte, nextLine: atLine, rowsGood, rowsBad, reasons }
  let batch = startBatch(saved)
  const save = async () => {
    await steady(() => saveBatch(upload.id, saved.nextByte, batch, deps))
    saved = batch.checkpoint
    batch = startBatch(saved)
    deps.progress.advance(saved.nextByte, upload.sizeBytes, {
      ...{ rowsGood: saved.rowsGood, rowsBad: saved.rowsBad, reasons: saved.reasons },
      ...{ bytesRead: saved.nextByte, bytesTotal: upload.sizeBytes },
    })
    deps.onBatch?.(saved)
  }
  deps.progress.stage('Importing rows')
  for await (const records of parseRecords(readFrom(upload, atByte, deps, steady), { delimiter, atByte, atLine })) {
    for (const record of records) {
      addRecord(batch, record, header)
      if (batch.read >= BATCH_ROWS) await save()
    }
  }
  if (batch.checkpoint.nextByte > saved.nextByte) await save()
  return saved
}

/** The bytes of the upload from an offset on, one stored chunk at a time. */
async function* readFrom(
  upload: StoredUpload,
  fromByte: number,
  { db, signal }: ImportDeps,
  steady: Steady,
): AsyncGenerator<Buffer> {
  let position = Math.floor(fromByte / upload.chunkBytes)
  let skip = fromByte % upload.chunkBytes
  for (let left = upload.sizeBytes - fromByte; left > 0; position += 1) {
    signal?.throwIfAborted()
    const chunk = await steady(() => readUploadChunk(db, upload.id, position))
    if (!chunk) throw new Error(`Chunk ${position} of the upload is missing`)
    const bytes = chunk.subarray(skip)
    left -= bytes.length
    skip = 0
    yield bytes
  }
}

type Batch = { rows: ContactRow[]; read: number; checkpoint: Checkpoint }

function startBatch(from: Checkpoint): Batch {
  return { rows: [], read: 0, checkpoint: { ...from, reasons: [...from.reasons] } }
}

function addRecord(batch: Batch, record: CsvRecord, header: CsvHeader): void {
  const { checkpoint } = batch
  checkpoint.nextByte = record.nextByte
  checkpoint.nextLine = record.nextLine
  // A blank line, at the end of a file most of all, is no row.
  if (record.fields.length === 1 && record.fields[0] === '') return
  batch.read += 1
  const verdict = readContact(record, header)
  if ('contact' in verdict) {
    batch.rows.push({ line: record.line, ...verdict.contact })
    checkpoint.rowsGood += 1
    return
  }
  checkpoint.rowsBad += 1
  if (checkpoint.reasons.length < MAX_REASONS) checkpoint.reasons.push({ line: record.line, reason: verdict.reason })
}

async function saveBatch(uploadId: string, from: number, { rows, checkpoint }: Batch, deps: ImportDeps): Promise<void> {
  deps.signal?.throwIfAborted()
  if (await saveImportBatch(deps.db, uploadId, deps.owner, from, { rows, checkpoint })) return
  const actual = await readImport(deps.db, uploadId)
  const mine = actual?.runId === deps.owner.runId && actual.attempt === deps.owner.attempt
  // The connection broke after the server had committed: the batch is in.
  if (mine && actual.nextByte === checkpoint.nextByte) return
  throw new ImportTakenOver(`${actual?.runId ?? 'Another run'} has taken this import over and goes on with it`)
}

function nothingImported({ rowsBad, reasons }: Checkpoint): string {
  const first = reasons[0]
  if (!first) return 'This file has a header and no rows.'
  return `None of the ${rowsBad} rows could be imported. Line ${first.line}: ${first.reason}.`
}
