/** What menus, selects and popovers share: one shadow level, hairline border. */
export const popupStyle =
  'max-h-(--available-height) overflow-y-auto rounded-md border border-line bg-panel p-1 text-13 text-text shadow-popover outline-none'

export const popupItemStyle =
  'flex min-h-7 cursor-default select-none items-center gap-2 rounded-sm px-2 py-1 outline-none data-highlighted:bg-raised data-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0'
