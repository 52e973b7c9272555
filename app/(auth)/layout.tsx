import type { ReactNode } from 'react'
import { Logo } from '@/components/layout/logo'

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-6 px-4 py-10">
      <div className="flex items-center gap-2 font-semibold text-16">
        <Logo className="size-6 text-accent" />
        Signalbox
      </div>
      <div className="w-full max-w-[380px] rounded-lg border border-line bg-panel p-6">{children}</div>
    </main>
  )
}
