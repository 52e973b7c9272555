import type { PlatformDeps } from '../http/deps'

export interface IndexError {
  message: string
  file?: string | undefined
  line?: number | undefined
  column?: number | undefined
}

/** Remembers why the newest code could not be indexed; null says that it can be again. */
export async function recordIndexError(
  deps: Pick<PlatformDeps, 'pool' | 'environment'>,
  error: IndexError | null,
  now: Date,
): Promise<void> {
  if (error === null) {
    await deps.pool.query('delete from index_errors where environment_id = $1', [deps.environment.id])
    return
  }
  await deps.pool.query(
    `insert into index_errors (environment_id, message, file, line, "column", at) values ($1, $2, $3, $4, $5, $6)
     on conflict (environment_id) do update set message = excluded.message, file = excluded.file,
       line = excluded.line, "column" = excluded."column", at = excluded.at`,
    [deps.environment.id, error.message, error.file ?? null, error.line ?? null, error.column ?? null, now],
  )
}
