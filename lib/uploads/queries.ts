import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { database } from '@/lib/db/database'
import { uploadChunks, uploads } from '@/lib/db/schema/uploads'
import type { UploadStore } from './store-upload'

type NewUpload = { environment: string; name: string; contentType: string; createdBy: string }

/** The app database as the place of one new upload. Every chunk is a statement of its own: no transaction stays open. */
export function uploadStore(upload: NewUpload): UploadStore {
  return {
    begin: async (chunkBytes) => {
      const [row] = await database()
        .insert(uploads)
        .values({ ...upload, chunkBytes })
        .returning({ id: uploads.id })
      if (!row) throw new Error('The upload was not recorded')
      return row.id
    },
    append: async (uploadId, position, bytes) => {
      await database().insert(uploadChunks).values({ uploadId, position, bytes })
    },
    complete: async (uploadId, facts) => {
      await database()
        .update(uploads)
        .set({ ...facts, completedAt: sql`now()` })
        .where(eq(uploads.id, uploadId))
    },
    discard: async (uploadId) => {
      await database().delete(uploads).where(eq(uploads.id, uploadId))
    },
  }
}

/** So that one upload never pays for a long neglect. */
const AT_A_TIME = 5

/**
 * Removes what nobody will come back for: uploads that broke off with the process that received them, and files that
 * were never imported. Imported files stay, a replay needs them.
 */
export async function deleteAbandonedUploads(): Promise<void> {
  await database().execute(sql`
    delete from uploads where id in (
      select u.id from uploads u
       where (u.completed_at is null and u.created_at < now() - interval '1 day')
          or (u.created_at < now() - interval '7 days' and not exists (select 1 from csv_imports i where i.upload_id = u.id))
       order by u.created_at limit ${AT_A_TIME} for update skip locked
    )`)
}
