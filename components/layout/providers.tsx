'use client'

import { CSPProvider } from '@base-ui/react/csp-provider'
import { type ReactNode, useState } from 'react'
import { Toaster } from '@/components/ui/toaster'
import { TooltipProvider } from '@/components/ui/tooltip-provider'
import { ThemeProvider } from './theme'
import type { Theme } from './theme-choice'

type ProvidersProps = { nonce: string; theme: Theme; children: ReactNode }

/** What every page needs, that of a stranger too; the rest is ConsoleProviders. */
export function Providers({ nonce: serverNonce, theme, children }: ProvidersProps) {
  // A refresh brings the nonce of another request, which the policy of this document does not know.
  const [nonce] = useState(serverNonce)
  return (
    <CSPProvider nonce={nonce}>
      <ThemeProvider initialTheme={theme}>
        <TooltipProvider>
          <Toaster>{children}</Toaster>
        </TooltipProvider>
      </ThemeProvider>
    </CSPProvider>
  )
}
