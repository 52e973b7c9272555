'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Menu, MenuLabel, MenuRadioGroup, MenuRadioItem } from '@/components/ui/menu'
import { useTheme } from './theme'
import type { Theme } from './theme-choice'
import { THEME_OPTIONS } from './theme-options'

const ICONS = { system: Monitor, light: Sun, dark: Moon } as const

export function ThemeSwitch() {
  const { theme, setTheme } = useTheme()
  const Icon = ICONS[theme]
  const label = THEME_OPTIONS.find(({ value }) => value === theme)?.label
  const trigger = (
    <Button variant="ghost" size="icon" aria-label={`Theme: ${label}`} className="max-md:hidden">
      <Icon />
    </Button>
  )
  return (
    <Menu trigger={trigger} align="end">
      <MenuLabel>Theme</MenuLabel>
      <MenuRadioGroup value={theme} onValueChange={(next: Theme) => setTheme(next)}>
        {THEME_OPTIONS.map((option) => (
          <MenuRadioItem key={option.value} value={option.value}>
            {option.label}
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
    </Menu>
  )
}
