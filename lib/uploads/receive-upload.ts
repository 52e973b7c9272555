import 'server-only'
import { type AuditRecord, recordAudit } from '@/lib/audit/record'
import type { SessionUser } from '@/lib/auth/session'
import { AppError, toAppError } from '@/lib/errors'
import { logError } from '@/lib/log-error'
import { fileName } from './file-name'
import { deleteAbandonedUploads, uploadStore } from './queries'
import { storeUpload } from './store-upload'
import type { UploadAnswer } from './upload-answer'

type Upload = { request: Request; environment: string; name: string; user: SessionUser }

/** Stores the body of a request as an upload and leaves a row in the audit log, whether that worked or not. */
export async function receiveUpload({ request, environment, user, name: givenName }: Upload): Promise<UploadAnswer> {
  const name = fileName(givenName)
  const trail = { action: 'upload.create', actor: { id: user.id, name: user.name }, environment }
  try {
    await deleteAbandonedUploads()
    const { uploadId, sizeBytes, sha256 } = await storeUpload(
      { body: request.body, declaredBytes: declaredBytes(request.headers) },
      uploadStore({ environment, name, contentType: contentType(request.headers), createdBy: user.id }),
    )
    const target = { type: 'upload', id: uploadId }
    await recordAudit([{ ...trail, target, after: { name, sizeBytes, sha256 }, outcome: 'done' }])
    return { uploadId, sizeBytes }
  } catch (thrown) {
    const error = toAppError(thrown)
    await recordFailure({ ...trail, target: { type: 'upload', id: name } }, error)
    throw error
  }
}

/** A lost row is logged and does not hide why the upload failed. */
async function recordFailure(trail: Omit<AuditRecord, 'outcome'>, error: AppError): Promise<void> {
  try {
    await recordAudit([{ ...trail, outcome: 'failed', error: { code: error.code, id: error.id } }])
  } catch (cause) {
    logError(toAppError(cause), { action: trail.action, userId: trail.actor.id, lostAuditRow: true })
  }
}

function declaredBytes(headers: Headers): number | null {
  const declared = headers.get('content-length')
  if (declared === null) return null
  if (!/^\d{1,15}$/.test(declared)) throw new AppError('bad_input', 'The size of this upload is not a number.')
  return Number(declared)
}

const contentType = (headers: Headers) => headers.get('content-type')?.slice(0, 100) || 'application/octet-stream'
