'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Menu, MenuLabel, MenuRadioGroup, MenuRadioItem } from '@/components/ui/menu'
import { useTheme } from './theme'
import { THEMES, type Theme } from './theme-choice'

const LOOKS = {
  system: { label: 'Like the system', icon: Monitor },
  light: { label: 'Light', icon: Sun },
  dark: { label: 'Dark', icon: Moon },
} as const

export function ThemeSwitch() {
  const { theme, setTheme } = useTheme()
  const Icon = LOOKS[theme].icon
  const trigger = (
    <Button variant="ghost" size="icon" aria-label={`Theme: ${LOOKS[theme].label}`} className="max-md:hidden">
      <Icon />
    </Button>
  )
  return (
    <Menu trigger={trigger} align="end">
      <MenuLabel>Theme</MenuLabel>
      <MenuRadioGroup value={theme} onValueChange={(next: Theme) => setTheme(next)}>
        {THEMES.map((option) => (
          <MenuRadioItem key={option} value={option}>
            {LOOKS[option].label}
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
    </Menu>
  )
}
