'use client'

import { useEffect, useRef, useState } from 'react'
import { AppError } from '@/lib/errors'
import { formatBytes } from '@/lib/format/bytes'
import { MAX_UPLOAD_BYTES, MAX_UPLOAD_LABEL } from '@/lib/uploads/upload-limits'
import { uploadFile } from './upload-file'

export type FileUpload =
  | { state: 'none' }
  | { state: 'sending'; name: string; sizeBytes: number; sentBytes: number }
  | { state: 'stored'; name: string; sizeBytes: number; uploadId: string }
  | { state: 'failed'; name: string; message: string }

export interface FileUploadControl {
  upload: FileUpload
  send: (file: File) => void
  /** Stops what is being sent and forgets what was stored. */
  reset: () => void
}

export function useFileUpload(environment: string, onStored: (uploadId: string) => void): FileUploadControl {
  const [upload, setUpload] = useState<FileUpload>({ state: 'none' })
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])

  const send = async (file: File) => {
    running.current?.abort()
    const { name, size: sizeBytes } = file
    if (sizeBytes === 0) return setUpload({ state: 'failed', name, message: 'This file is empty.' })
    if (sizeBytes > MAX_UPLOAD_BYTES) {
      const message = `This file has ${formatBytes(sizeBytes)}; ${MAX_UPLOAD_LABEL} is the limit.`
      return setUpload({ state: 'failed', name, message })
    }
    const controller = new AbortController()
    running.current = controller
    const current = () => running.current === controller
    const show = (sentBytes: number) => current() && setUpload({ state: 'sending', name, sizeBytes, sentBytes })
    show(0)
    try {
      const { uploadId } = await uploadFile({ environment, file, signal: controller.signal, onProgress: show })
      if (!current()) return
      setUpload({ state: 'stored', name, sizeBytes, uploadId })
      onStored(uploadId)
    } catch (error) {
      if (controller.signal.aborted) return
      setUpload({ state: 'failed', name, message: error instanceof AppError ? error.message : 'The upload failed.' })
    }
  }

  return {
    upload,
    send: (file) => void send(file),
    reset: () => {
      running.current?.abort()
      running.current = undefined
      setUpload({ state: 'none' })
    },
  }
}
