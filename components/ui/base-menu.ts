'use client'

import type { Menu } from '@base-ui/react/menu'
import { createContext, useContext } from 'react'

type BaseMenu = Pick<
  typeof Menu,
  'CheckboxItem' | 'CheckboxItemIndicator' | 'Item' | 'RadioGroup' | 'RadioItem' | 'RadioItemIndicator' | 'Separator'
>

const Context = createContext<BaseMenu | null>(null)

export const BaseMenuProvider = Context.Provider

/** Base UI's parts of a menu. Their code comes with the first menu that opens, and whatever stands in a menu finds it here. */
export function useBaseMenu(): BaseMenu {
  const parts = useContext(Context)
  if (!parts) throw new Error('A menu item needs a Menu around it')
  return parts
}
