'use client'

import { useQuery } from '@tanstack/react-query'
import { Bookmark } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { DeferredCode } from '@/components/ui/deferred-code'
import { Menu, MenuItem, MenuLabel, MenuRadioGroup, MenuRadioItem, MenuSeparator } from '@/components/ui/menu'
import { useDeferred } from '@/components/ui/use-deferred'
import { parseRunListAddress, type RunListAddress, serializeRunListAddress } from '@/lib/runs/run-list-address'
import type { RunView } from '@/lib/runs/views/run-view'
import { runViewOptions } from '@/lib/runs/views/run-view-options'
import { useMayChangeView } from './use-may-change-view'
import { useViewCommands } from './use-view-commands'
import type { ViewDialogName } from './view-dialogs'

const code = new DeferredCode(() => import('./view-dialogs'))

interface ViewsMenuProps {
  environment: string
  /** What the list shows now. */
  address: RunListAddress
  onOpen: (address: RunListAddress) => void
}

/** Opens a saved view, saves what is shown, and leads to the rest. A view is a name for an address, nothing more. */
export function ViewsMenu({ environment, address, onOpen }: ViewsMenuProps) {
  const { data: views = [] } = useQuery(runViewOptions(environment))
  const [openedId, setOpenedId] = useState<string | null>(null)
  const [dialog, setDialog] = useState<ViewDialogName | null>(null)
  const dialogs = useDeferred(code, dialog !== null, () => setDialog(null))
  const commands = useViewCommands(environment)
  const mayChange = useMayChangeView()
  const search = serializeRunListAddress(address)
  const current = views.find((view) => shows(view, address))
  const opened = views.find((view) => view.id === openedId)

  const open = (id: string) => {
    const view = views.find((one) => one.id === id)
    if (!view) return
    setOpenedId(id)
    onOpen(parseRunListAddress(new URLSearchParams(view.search)))
  }
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button variant="ghost" aria-label={current ? `Saved views, ${current.name} is open` : 'Saved views'}>
            <Bookmark aria-hidden className={current && 'fill-current text-accent'} />
            <span className="max-w-40 truncate max-lg:hidden">
              <bdi>{current?.name ?? 'Views'}</bdi>
            </span>
          </Button>
        }
      >
        {views.length === 0 && <MenuLabel>No saved views yet</MenuLabel>}
        <MenuRadioGroup value={current?.id ?? null} onValueChange={open}>
          <ViewItems label="Yours" views={views.filter((view) => !view.shared)} />
          <ViewItems label="The team’s" views={views.filter((view) => view.shared)} />
        </MenuRadioGroup>
        <MenuSeparator />
        {!current && opened && mayChange(opened) && (
          <MenuItem onClick={() => void commands.update(opened, search)}>
            <span className="max-w-64 truncate">
              Update “<bdi>{opened.name}</bdi>”
            </span>
          </MenuItem>
        )}
        <MenuItem onClick={() => setDialog('save')}>Save as a view…</MenuItem>
        {views.length > 0 && <MenuItem onClick={() => setDialog('manage')}>Rename, share or delete…</MenuItem>}
      </Menu>
      {dialogs && dialog && (
        <dialogs.ViewDialogs
          environment={environment}
          dialog={dialog}
          address={address}
          views={views}
          commands={commands}
          onSaved={setOpenedId}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  )
}

function ViewItems({ label, views }: { label: string; views: RunView[] }) {
  if (views.length === 0) return null
  return (
    <>
      <MenuLabel>{label}</MenuLabel>
      {views.map((view) => (
        <MenuRadioItem key={view.id} value={view.id} closeOnClick>
          <bdi className="max-w-64 truncate">{view.name}</bdi>
        </MenuRadioItem>
      ))}
    </>
  )
}

/** A view that names no columns shows whatever columns there are. */
function shows(view: RunView, address: RunListAddress): boolean {
  const own = parseRunListAddress(new URLSearchParams(view.search))
  const wanted = { ...own, columns: own.columns ?? address.columns }
  return serializeRunListAddress(wanted) === serializeRunListAddress(address)
}
