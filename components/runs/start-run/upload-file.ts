import { AppError } from '@/lib/errors'
import { refusalOf } from '@/lib/refusal-of'
import { routes } from '@/lib/routes'
import { UploadAnswer } from '@/lib/uploads/upload-answer'

interface UploadOptions {
  environment: string
  file: File
  signal: AbortSignal
  onProgress: (sentBytes: number) => void
}

/** XMLHttpRequest, because fetch still cannot tell how much of a body has been sent. Rejects with an AppError. */
export function uploadFile({ environment, file, signal, onProgress }: UploadOptions): Promise<UploadAnswer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `${routes.api.uploads(environment)}?name=${encodeURIComponent(file.name)}`)
    request.setRequestHeader('content-type', file.type || 'application/octet-stream')
    request.upload.onprogress = (event) => onProgress(event.loaded)
    request.onload = () => {
      const body = parsed(request.responseText)
      const answer = UploadAnswer.safeParse(body)
      if (request.status < 300 && answer.success) resolve(answer.data)
      else reject(refusalOf(request, body))
    }
    request.onerror = () => reject(new AppError('unavailable', 'The upload broke off. Nothing was kept; try it again.'))
    request.onabort = () => reject(signal.reason)
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
