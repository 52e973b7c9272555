'use client'

import { Tabs as Base } from '@base-ui/react/tabs'
import type { ComponentProps } from 'react'
import { classNames } from './class-names'

export const Tabs = Base.Root

export function TabList({ className, ...props }: ComponentProps<typeof Base.List>) {
  return (
    <Base.List className={classNames('flex gap-1 overflow-x-auto border-line border-b px-2', className)} {...props} />
  )
}

export function Tab({ className, ...props }: ComponentProps<typeof Base.Tab>) {
  return (
    <Base.Tab
      className={classNames(
        '-mb-px flex h-10 items-center gap-1.5 whitespace-nowrap border-transparent border-b-2 px-2 text-13 text-muted hover:text-text focus-visible:outline-offset-[-2px] data-active:border-accent data-active:font-medium data-active:text-text',
        className,
      )}
      {...props}
    />
  )
}

export const TabPanel = Base.Panel
