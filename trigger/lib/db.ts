import { Pool } from 'pg'
import { z } from 'zod'
import { env } from './env'

/**
 * The one seam between tasks and application data: every query a task can make is a function of this file, names its
 * columns, and checks its input before it reaches the query.
 */
export type TaskDatabase = Pick<Pool, 'query'>

/** Small on purpose: every worker thread has its own pool, and the app shares the same server. */
export function openTaskPool(databaseUrl: string): Pool {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: 5,
    idleTimeoutMillis: 20_000,
    connectionTimeoutMillis: 10_000,
    // A server that accepts and then says nothing counts as an outage, not as a task that runs for ever.
    query_timeout: 60_000,
    allowExitOnIdle: true,
    application_name: 'signalbox-task',
  })
  // Without a listener a connection that dies while idle would end the thread; the next query meets the same fault.
  pool.on('error', () => undefined)
  return pool
}

let sharedPool: Pool | undefined

export function taskDatabase(): TaskDatabase {
  sharedPool ??= openTaskPool(env().DATABASE_URL)
  return sharedPool
}

const Id = z.uuid()
const Count = z.int().nonnegative()
const RunAttempt = z.object({ runId: z.string().min(1).max(200), attempt: z.int().positive() })
export type RunAttempt = z.infer<typeof RunAttempt>

export type StoredUpload = { id: string; sizeBytes: number; chunkBytes: number }

/** Null for an upload that does not exist or was never completed. */
export async function findUpload(db: TaskDatabase, uploadId: string): Promise<StoredUpload | null> {
  const { rows } = await db.query<StoredUpload>(
    `select id, size_bytes as "sizeBytes", chunk_bytes as "chunkBytes"
       from uploads where id = $1 and completed_at is not null`,
    [Id.parse(uploadId)],
  )
  return rows[0] ?? null
}

/** Null after the last chunk. */
export async function readUploadChunk(db: TaskDatabase, uploadId: string, position: number): Promise<Buffer | null> {
  const { rows } = await db.query<{ bytes: Buffer }>(
    'select bytes from upload_chunks where upload_id = $1 and position = $2',
    [Id.parse(uploadId), Count.parse(position)],
  )
  return rows[0]?.bytes ?? null
}

const Checkpoint = z.object({
  nextByte: Count,
  nextLine: Count,
  rowsGood: Count,
  rowsBad: Count,
  reasons: z.array(z.object({ line: Count, reason: z.string() })),
})
export type Checkpoint = z.infer<typeof Checkpoint>
export type ImportState = Checkpoint & RunAttempt & { finished: boolean }

const IMPORT_COLUMNS = `run_id as "runId", attempt, next_byte as "nextByte", next_line as "nextLine",
  rows_good as "rowsGood", rows_bad as "rowsBad", reasons, finished_at is not null as finished`

/** Takes the import over for this attempt and says how far it had come; `start` is used the first time only. */
export async function claimImport(
  db: TaskDatabase,
  uploadId: string,
  owner: RunAttempt,
  start: { nextByte: number; nextLine: number },
): Promise<ImportState> {
  const { runId, attempt } = RunAttempt.parse(owner)
  const { rows } = await db.query<ImportState>(
    `insert into csv_imports as i (upload_id, run_id, attempt, next_byte, next_line, rows_good, rows_bad, reasons)
     values ($1, $2, $3, $4, $5, 0, 0, '[]')
     on conflict (upload_id) do update set run_id = excluded.run_id, attempt = excluded.attempt, updated_at = now()
     returning ${IMPORT_COLUMNS}`,
    [Id.parse(uploadId), runId, attempt, Count.parse(start.nextByte), Count.parse(start.nextLine)],
  )
  const claimed = rows[0]
  if (!claimed) throw new Error('The checkpoint of the import could not be written')
  return claimed
}

export async function readImport(db: TaskDatabase, uploadId: string): Promise<ImportState | null> {
  const { rows } = await db.query<ImportState>(`select ${IMPORT_COLUMNS} from csv_imports where upload_id = $1`, [
    Id.parse(uploadId),
  ])
  return rows[0] ?? null
}

const ContactRow = z.object({
  line: z.int().positive(),
  email: z.string(),
  name: z.string(),
  company: z.string().nullable(),
  phone: z.string().nullable(),
})
export type ContactRow = z.infer<typeof ContactRow>
const Batch = z.array(ContactRow).max(1000)

/**
 * Rows and checkpoint in one statement, so both or neither. False when the import no longer stands at `from` for this
 * attempt: somebody else took it over, or the answer to this very batch was lost on the way.
 */
export async function saveImportBatch(
  db: TaskDatabase,
  uploadId: string,
  owner: RunAttempt,
  from: number,
  batch: { rows: ContactRow[]; checkpoint: Checkpoint },
): Promise<boolean> {
  const rows = Batch.parse(batch.rows)
  const to = Checkpoint.parse(batch.checkpoint)
  const column = <K extends keyof ContactRow>(key: K) => rows.map((row) => row[key])
  const { rows: moved } = await db.query(
    `with moved as (
       update csv_imports
          set next_byte = $5, next_line = $6, rows_good = $7, rows_bad = $8, reasons = $9, updated_at = now()
        where upload_id = $1 and run_id = $2 and attempt = $3 and next_byte = $4 and finished_at is null
        returning upload_id
     ), added as (
       insert into contacts (upload_id, line, email, name, company, phone)
       select moved.upload_id, r.line, r.email, r.name, r.company, r.phone
         from moved, unnest($10::int[], $11::text[], $12::text[], $13::text[], $14::text[]) as r (line, email, name, company, phone)
       on conflict (upload_id, line) do nothing
     )
     select upload_id from moved`,
    [
      ...[Id.parse(uploadId), owner.runId, owner.attempt, from, to.nextByte, to.nextLine, to.rowsGood, to.rowsBad],
      JSON.stringify(to.reasons),
      ...[column('line'), column('email'), column('name'), column('company'), column('phone')],
    ],
  )
  return moved.length === 1
}

export async function finishImport(db: TaskDatabase, uploadId: string, owner: RunAttempt): Promise<void> {
  const { runId, attempt } = RunAttempt.parse(owner)
  await db.query(
    `update csv_imports set finished_at = coalesce(finished_at, now()), updated_at = now()
      where upload_id = $1 and run_id = $2 and attempt = $3`,
    [Id.parse(uploadId), runId, attempt],
  )
}

const MailKey = z.string().regex(/^[0-9a-f]{64}$/)
export type MailState = 'claimed' | 'unsure' | 'sent'

/** `claimed`: this call may send. `unsure`: an earlier one set out and never said how it ended. `sent`: done. */
export async function claimMail(db: TaskDatabase, key: string, runId: string): Promise<MailState> {
  const claimed = await db.query(
    'insert into mail_deliveries (key, run_id) values ($1, $2) on conflict (key) do nothing returning key',
    [MailKey.parse(key), z.string().min(1).parse(runId)],
  )
  if (claimed.rows.length === 1) return 'claimed'
  const { rows } = await db.query<{ sent: boolean }>(
    'select sent_at is not null as sent from mail_deliveries where key = $1',
    [key],
  )
  return rows[0]?.sent ? 'sent' : 'unsure'
}

export async function markMailSent(db: TaskDatabase, key: string): Promise<void> {
  await db.query('update mail_deliveries set sent_at = now() where key = $1', [MailKey.parse(key)])
}

/** For a message that certainly did not leave, so that the next attempt may try. */
export async function releaseMail(db: TaskDatabase, key: string): Promise<void> {
  await db.query('delete from mail_deliveries where key = $1 and sent_at is null', [MailKey.parse(key)])
}
