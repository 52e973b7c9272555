'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { type ReactNode, useState } from 'react'
import { AnnouncerProvider } from './announcer'
import { LiveStateProvider } from './live-state'
import { createQueryClient } from './query-client'
import { TimeFormatProvider } from './time-format'
import type { TimeMode } from './time-mode'

type ConsoleProvidersProps = { timeMode: TimeMode; children: ReactNode }

/** What the pages of the console share. Whoever signs in does not wait for it. */
export function ConsoleProviders({ timeMode, children }: ConsoleProvidersProps) {
  const [queryClient] = useState(createQueryClient)
  return (
    <QueryClientProvider client={queryClient}>
      <NuqsAdapter>
        <TimeFormatProvider initialMode={timeMode}>
          <LiveStateProvider>
            <AnnouncerProvider>{children}</AnnouncerProvider>
          </LiveStateProvider>
        </TimeFormatProvider>
      </NuqsAdapter>
    </QueryClientProvider>
  )
}
