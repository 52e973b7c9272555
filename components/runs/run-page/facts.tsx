import type { ReactNode } from 'react'

/** Names and values in two columns, as the inspector lists them. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-[108px_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-13">{children}</dl>
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="py-0.5 text-muted">{name}</dt>
      <dd className="min-w-0 break-words py-0.5">{children}</dd>
    </>
  )
}
