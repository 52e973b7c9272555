'use client'

import { CSPProvider } from '@base-ui/react/csp-provider'
import { QueryClientProvider } from '@tanstack/react-query'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { type ReactNode, useState } from 'react'
import { Toaster } from '@/components/ui/toaster'
import { TooltipProvider } from '@/components/ui/tooltip'
import { AnnouncerProvider } from './announcer'
import { LiveStateProvider } from './live-state'
import { createQueryClient } from './query-client'
import { ThemeProvider } from './theme'
import type { Theme } from './theme-choice'
import { TimeFormatProvider } from './time-format'
import type { TimeMode } from './time-mode'

type ProvidersProps = { nonce: string; theme: Theme; timeMode: TimeMode; children: ReactNode }

export function Providers({ nonce: serverNonce, theme, timeMode, children }: ProvidersProps) {
  // A refresh brings the nonce of another request, which the policy of this document does not know.
  const [nonce] = useState(serverNonce)
  const [queryClient] = useState(createQueryClient)
  return (
    <CSPProvider nonce={nonce}>
      <QueryClientProvider client={queryClient}>
        <NuqsAdapter>
          <ThemeProvider initialTheme={theme}>
            <TimeFormatProvider initialMode={timeMode}>
              <LiveStateProvider>
                <AnnouncerProvider>
                  <TooltipProvider delay={400}>
                    <Toaster>{children}</Toaster>
                  </TooltipProvider>
                </AnnouncerProvider>
              </LiveStateProvider>
            </TimeFormatProvider>
          </ThemeProvider>
        </NuqsAdapter>
      </QueryClientProvider>
    </CSPProvider>
  )
}
