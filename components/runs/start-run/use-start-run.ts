'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { useToast } from '@/components/ui/use-toast'
import { routes } from '@/lib/routes'
import { startRun } from '@/lib/runs/actions'
import type { StartRunInput } from '@/lib/runs/start-run-input'

type Wish = Omit<StartRunInput, 'environment' | 'requestKey'>

export interface StartRunControl {
  busy: boolean
  message: string | null
  fieldErrors: Record<string, string[]>
  submit: (wish: Wish) => Promise<void>
}

/** One key per dialog: however often the button is pressed, the same wish starts one run. */
export function useStartRun(environment: string, onStarted: () => void): StartRunControl {
  const toast = useToast()
  const router = useRouter()
  const [requestKey] = useState(newRequestKey)
  const [busy, setBusy] = useState(false)
  const running = useRef(false)
  const [refusal, setRefusal] = useState<{ message: string | null; fieldErrors: Record<string, string[]> }>(NO_REFUSAL)

  const submit = async (wish: Wish) => {
    if (running.current) return
    running.current = true
    setBusy(true)
    setRefusal(NO_REFUSAL)
    try {
      const result = await startRun({ ...wish, environment, requestKey })
      if (!result.ok) {
        const named = Object.keys(result.fieldErrors ?? {}).length > 0 && result.code === 'bad_input'
        const message = named && !result.fieldErrors?.taskId ? null : `${result.message} (${result.errorId})`
        return setRefusal({ message, fieldErrors: result.fieldErrors ?? {} })
      }
      const { runId, repeated } = result.data
      toast({
        kind: repeated ? 'info' : 'success',
        title: repeated ? `This run of ${wish.taskId} had already been started` : `Run of ${wish.taskId} started`,
        action: { label: 'Open run', onClick: () => router.push(routes.run(environment, runId)) },
      })
      onStarted()
    } catch {
      // A lost connection or a body that the server refused unread. Pressing again is safe: the key is the same.
      setRefusal({ message: 'Signalbox did not answer. Press again; no second run is started.', fieldErrors: {} })
    } finally {
      running.current = false
      setBusy(false)
    }
  }
  return { busy, ...refusal, submit }
}

const NO_REFUSAL = { message: null, fieldErrors: {} }

/** randomUUID is missing on pages that are not served over HTTPS or from this machine. */
function newRequestKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
