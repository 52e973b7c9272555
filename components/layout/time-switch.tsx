'use client'

import { Clock } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Menu, MenuLabel, MenuRadioGroup, MenuRadioItem } from '@/components/ui/menu'
import { useTimeFormat } from './time-format'
import type { TimeMode } from './time-mode'
import { TIME_OPTIONS } from './time-options'

export function TimeSwitch() {
  const { mode, setMode, timeZone } = useTimeFormat()
  const hints: Record<TimeMode, string> = {
    relative: '2 min ago',
    local: mode === 'local' ? timeZone : 'your zone',
    utc: '',
  }
  const label = TIME_OPTIONS.find(({ value }) => value === mode)?.label
  const trigger = (
    <Button variant="ghost" size="sm" aria-label={`Times: ${label}`} className="max-md:hidden">
      <Clock />
      {mode === 'local' ? timeZone : label}
    </Button>
  )
  return (
    <Menu trigger={trigger} align="end">
      <MenuLabel>Show times</MenuLabel>
      <MenuRadioGroup value={mode} onValueChange={(next: TimeMode) => setMode(next)}>
        {TIME_OPTIONS.map(({ value, label }) => (
          <MenuRadioItem key={value} value={value}>
            {label}
            <span className="ml-auto pl-6 text-12 text-muted">{hints[value]}</span>
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
    </Menu>
  )
}
