'use client'

import './globals.css'
import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import { ErrorPanel } from '@/components/layout/error-panel'
import { TooltipProvider } from '@/components/ui/tooltip-provider'

/** Stands in for the root layout itself, so it brings its own document. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>
        <title>Error · Signalbox</title>
        <main id="root">
          <TooltipProvider>
            <ErrorPanel error={error} retry={retry} />
          </TooltipProvider>
        </main>
      </body>
    </html>
  )
}
