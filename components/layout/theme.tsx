'use client'

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { savePreference } from './preference-cookie'
import { DARK_QUERY, type Theme } from './theme-choice'

const Context = createContext<{ theme: Theme; setTheme: (theme: Theme) => void } | null>(null)

function paint(theme: Theme): void {
  const isDark = theme === 'dark' || (theme === 'system' && matchMedia(DARK_QUERY).matches)
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
}

export function ThemeProvider({ initialTheme, children }: { initialTheme: Theme; children: ReactNode }) {
  const [theme, setTheme] = useState(initialTheme)
  useEffect(() => {
    paint(theme)
    if (theme !== 'system') return
    const query = matchMedia(DARK_QUERY)
    const follow = () => paint('system')
    query.addEventListener('change', follow)
    return () => query.removeEventListener('change', follow)
  }, [theme])
  const choose = (next: Theme) => {
    setTheme(next)
    savePreference('theme', next)
  }
  return <Context value={{ theme, setTheme: choose }}>{children}</Context>
}

export function useTheme() {
  const value = useContext(Context)
  if (!value) throw new Error('useTheme needs ThemeProvider above it')
  return value
}
