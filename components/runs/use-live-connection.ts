'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useReducer, useState } from 'react'
import { realtimeTokenOptions } from '@/lib/runs/realtime-token-options'
import { FIRST_CONNECTION, type LiveConnection, nextConnection, retryDelayMs } from './live-connection'

/** A subscription that has not failed after this long stands: the client says nothing when a feed has no rows. */
const SETTLE_MS = 1_500

export interface LiveConnectionControl {
  connection: LiveConnection
  /** Undefined while there is nothing to connect with: before the token, while waiting, while paused. */
  token: string | undefined
  refreshToken: () => Promise<string>
  /** The feed delivered something. */
  onData: () => void
  /** The feed ended for good; `unauthorized` when only its token had run out. */
  onLost: (reason: { unauthorized: boolean }) => void
}

/** Token, back-off and state of one realtime subscription. */
export function useLiveConnection(environment: string, paused: boolean): LiveConnectionControl {
  const queryClient = useQueryClient()
  const [connection, dispatch] = useReducer(nextConnection, FIRST_CONNECTION)
  const [held, setHeld] = useState<{ token: string; attempt: number }>()
  const { phase, attempt, losses } = connection

  useEffect(() => {
    if (paused || phase === 'waiting') return
    let current = true
    queryClient.fetchQuery(realtimeTokenOptions(environment)).then(
      ({ token }) => current && setHeld({ token, attempt }),
      () => current && dispatch({ type: 'lost', at: Date.now() }),
    )
    return () => {
      current = false
    }
  }, [queryClient, environment, paused, phase, attempt])

  const token = !paused && phase !== 'waiting' && held?.attempt === attempt ? held.token : undefined

  useEffect(() => {
    if (phase !== 'opening' || token === undefined) return
    const timer = setTimeout(() => dispatch({ type: 'settled' }), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [phase, token])

  useEffect(() => {
    if (paused || phase !== 'waiting') return
    const retry = () => dispatch({ type: 'retry' })
    const timer = setTimeout(retry, retryDelayMs(losses, Math.random()))
    window.addEventListener('online', retry)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('online', retry)
    }
  }, [paused, phase, losses])

  const dropToken = () => queryClient.removeQueries({ queryKey: realtimeTokenOptions(environment).queryKey })
  return {
    connection,
    token,
    refreshToken: async () => {
      dropToken()
      return (await queryClient.fetchQuery(realtimeTokenOptions(environment))).token
    },
    onData: () => dispatch({ type: 'settled' }),
    onLost: ({ unauthorized }) => {
      dropToken()
      // A token that ran out in an open tab is renewed without a word; refused again at once, it is a loss like any other.
      dispatch(unauthorized && phase === 'live' ? { type: 'renew' } : { type: 'lost', at: Date.now() })
    },
  }
}
