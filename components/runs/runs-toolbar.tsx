'use client'

import { Pause, Play } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { otherColumns } from '@/lib/runs/run-list-view'
import { DisplayMenu } from './display-menu'
import { ExportProgress } from './export/export-progress'
import { useRunExport } from './export/use-run-export'
import type { RunFilterControl } from './use-run-filter'
import type { RunListViewControl } from './use-run-list-view'
import { ViewsMenu } from './views/views-menu'

interface RunsToolbarProps {
  environment: string
  control: RunFilterControl
  display: RunListViewControl
  withQueue: boolean
  paused: boolean
  togglePaused: () => void
  /** Undefined where this person may not start runs. */
  onStart: (() => void) | undefined
}

/** What can be done with the list as a whole. */
export function RunsToolbar(props: RunsToolbarProps) {
  const { environment, control, display, withQueue, paused, onStart } = props
  const exporting = useRunExport(environment, control.filter)
  const columns = otherColumns(display.view.hidden).filter((column) => column !== 'queue' || withQueue)
  return (
    <div className="ml-auto flex flex-wrap items-center justify-end gap-1">
      {exporting.count !== null && <ExportProgress count={exporting.count} onStop={exporting.stop} />}
      <IconButton
        label={paused ? 'Resume live updates' : 'Pause live updates'}
        shortcut="."
        aria-pressed={paused}
        onClick={props.togglePaused}
      >
        {paused ? <Play /> : <Pause />}
      </IconButton>
      <ViewsMenu
        environment={environment}
        address={{ ...control.filter, columns }}
        onOpen={({ columns, ...filter }) => {
          control.replace(filter)
          display.openColumns(columns)
        }}
      />
      <DisplayMenu
        view={display.view}
        onChange={display.change}
        withQueue={withQueue}
        onExport={exporting.count === null ? (format) => void exporting.start(format) : undefined}
      />
      {onStart && (
        <Button variant="primary" onClick={onStart}>
          Start a run
        </Button>
      )}
    </div>
  )
}
