'use client'

import { createContext, useContext } from 'react'
import type { UsualDuration, UsualDurations } from '@/lib/runs/usual/usual-duration'

const Context = createContext<UsualDurations>({})

export const UsualDurationsProvider = Context.Provider

/** Undefined where nothing is known. Read by the smallest part of a row, so that news of it redraws no table. */
export function useUsualDuration(taskId: string): UsualDuration | undefined {
  const usual = useContext(Context)
  return Object.hasOwn(usual, taskId) ? usual[taskId] : undefined
}
