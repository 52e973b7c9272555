import { CircleX } from 'lucide-react'
import type { ReactNode } from 'react'

/** What went wrong with a whole form. The region is always there, so that screen readers notice its text. */
export function FormError({ children }: { children: ReactNode }) {
  return (
    <div role="alert" className="empty:-mb-4">
      {children && (
        <p className="flex gap-2 rounded-md bg-bad-soft px-3 py-2 text-13 text-bad">
          <CircleX aria-hidden className="mt-0.5 size-4 shrink-0" />
          {children}
        </p>
      )}
    </div>
  )
}
