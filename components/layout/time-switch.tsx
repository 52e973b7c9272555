'use client'

import { Clock } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Menu, MenuLabel, MenuRadioGroup, MenuRadioItem } from '@/components/ui/menu'
import { useTimeFormat } from './time-format'
import { TIME_MODES, type TimeMode } from './time-mode'

const LABELS: Record<TimeMode, string> = { relative: 'Relative', local: 'Local', utc: 'UTC' }

export function TimeSwitch() {
  const { mode, setMode, timeZone } = useTimeFormat()
  const hints: Record<TimeMode, string> = {
    relative: '2 min ago',
    local: mode === 'local' ? timeZone : 'your zone',
    utc: '',
  }
  const trigger = (
    <Button variant="ghost" size="sm" aria-label={`Times: ${LABELS[mode]}`} className="max-md:hidden">
      <Clock />
      {mode === 'local' ? timeZone : LABELS[mode]}
    </Button>
  )
  return (
    <Menu trigger={trigger} align="end">
      <MenuLabel>Show times</MenuLabel>
      <MenuRadioGroup value={mode} onValueChange={(next: TimeMode) => setMode(next)}>
        {TIME_MODES.map((option) => (
          <MenuRadioItem key={option} value={option}>
            {LABELS[option]}
            <span className="ml-auto pl-6 text-12 text-muted">{hints[option]}</span>
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
    </Menu>
  )
}
