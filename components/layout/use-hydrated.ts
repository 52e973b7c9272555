'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => {}
const yes = () => true
const no = () => false

/** False until the page can act. A form sent before that would go to the server as the browser sends forms. */
export const useHydrated = (): boolean => useSyncExternalStore(never, yes, no)
