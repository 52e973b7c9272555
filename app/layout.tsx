import './globals.css'
import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { PREFERENCES } from '@/components/layout/preference-cookie'
import { Providers } from '@/components/layout/providers'
import { parseTheme, SYSTEM_THEME_SCRIPT } from '@/components/layout/theme-choice'
import { NONCE_HEADER } from '@/lib/request-headers'

export const metadata: Metadata = {
  title: { default: 'Signalbox', template: '%s · Signalbox' },
  description: 'The control room for Trigger.dev runs',
  icons: { icon: '/icon.svg' },
  robots: { index: false, follow: false },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fafbfc' },
    { media: '(prefers-color-scheme: dark)', color: '#101217' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [requestHeaders, jar] = await Promise.all([headers(), cookies()])
  const nonce = requestHeaders.get(NONCE_HEADER) ?? ''
  const theme = parseTheme(jar.get(PREFERENCES.theme)?.value)
  return (
    <html
      lang="en"
      data-theme={theme === 'system' ? undefined : theme}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      suppressHydrationWarning
    >
      <body>
        {theme === 'system' && (
          // Before the first paint, so that nobody in the dark sees a white flash. Browsers hide a nonce once it is read.
          <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: SYSTEM_THEME_SCRIPT }} />
        )}
        <div id="root">
          <Providers nonce={nonce} theme={theme}>
            {children}
          </Providers>
        </div>
      </body>
    </html>
  )
}
