'use client'

import { useEffect, useState } from 'react'
import type { JsonValue } from '@/lib/runs/trace/exact-json'
import { changedPaths } from '@/lib/runs/trace/json-rows'

const MARKED_MS = 1_200
const NONE: ReadonlySet<string> = new Set()

/** The paths that differ from the value before, for a moment after each change. */
export function useChangedPaths(value: JsonValue | undefined): ReadonlySet<string> {
  const [seen, setSeen] = useState(value)
  const [changed, setChanged] = useState(NONE)
  if (value !== seen) {
    setSeen(value)
    const paths = changedPaths(seen, value)
    if (paths.length > 0) setChanged(new Set(paths))
  }
  useEffect(() => {
    if (changed.size === 0) return
    const timer = setTimeout(() => setChanged(NONE), MARKED_MS)
    return () => clearTimeout(timer)
  }, [changed])
  return changed
}
