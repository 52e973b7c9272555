import { sql } from 'drizzle-orm'
import { check, customType, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from './moment'

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** A file that somebody handed in. It exists for others only once completed_at is set. */
export const uploads = pgTable(
  'uploads',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    environment: text('environment').notNull(),
    name: text('name').notNull(),
    contentType: text('content_type').notNull(),
    sizeBytes: integer('size_bytes'),
    /** Every chunk but the last has this size, so that a reader finds the chunk of a byte by division. */
    chunkBytes: integer('chunk_bytes').notNull(),
    sha256: text('sha256'),
    createdBy: text('created_by').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    completedAt: moment('completed_at'),
  },
  (table) => [
    index('uploads_created_at_idx').on(table.createdAt),
    check(
      'uploads_complete_is_whole',
      sql`${table.completedAt} is null or (${table.sizeBytes} > 0 and ${table.sha256} is not null)`,
    ),
  ],
)

/** The file's bytes in order, so that every copy of the app and every worker can read them without a shared disk. */
export const uploadChunks = pgTable(
  'upload_chunks',
  {
    uploadId: uuid('upload_id')
      .notNull()
      .references(() => uploads.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    bytes: bytea('bytes').notNull(),
  },
  (table) => [primaryKey({ columns: [table.uploadId, table.position] })],
)

/** How far the import of an upload has come: written in the transaction that writes the rows it speaks of. */
export const csvImports = pgTable('csv_imports', {
  uploadId: uuid('upload_id')
    .primaryKey()
    .references(() => uploads.id, { onDelete: 'cascade' }),
  /** The attempt that may write on. A newer one takes over, and the older one's next batch changes nothing. */
  runId: text('run_id').notNull(),
  attempt: integer('attempt').notNull(),
  /** Where the next record begins, in bytes from the start of the file and as the line an editor would show. */
  nextByte: integer('next_byte').notNull(),
  nextLine: integer('next_line').notNull(),
  rowsGood: integer('rows_good').notNull(),
  rowsBad: integer('rows_bad').notNull(),
  reasons: jsonb('reasons').$type<{ line: number; reason: string }[]>().notNull(),
  updatedAt: moment('updated_at').notNull().defaultNow(),
  finishedAt: moment('finished_at'),
})

/** What import-csv fills. The line of the file names a row, so that reading a file twice adds nothing. */
export const contacts = pgTable(
  'contacts',
  {
    // No foreign key: a contact outlives the file it came from.
    uploadId: uuid('upload_id').notNull(),
    line: integer('line').notNull(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    company: text('company'),
    phone: text('phone'),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.uploadId, table.line] })],
)
