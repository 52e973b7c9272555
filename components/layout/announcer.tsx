'use client'

import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'

/** Long enough to gather a burst into one sentence, short enough to belong to what caused it. */
const BATCH_MS = 700

const Announce = createContext<(message: string) => void>(() => {})

/** Holds the one polite live region of the page. */
export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const [spoken, setSpoken] = useState('')
  const waiting = useRef<string[]>([])
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const [announce] = useState(() => (message: string) => {
    waiting.current.push(message)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      setSpoken([...new Set(waiting.current)].join('. '))
      waiting.current = []
    }, BATCH_MS)
  })

  return (
    <Announce value={announce}>
      {children}
      <div aria-live="polite" className="sr-only">
        {spoken}
      </div>
    </Announce>
  )
}

/** Says something to people who use a screen reader, politely and batched: "4 new runs, 1 failed". */
export const useAnnounce = () => useContext(Announce)
