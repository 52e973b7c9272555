import { type ClassValue, clsx } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

// Our text sizes are numbers (text-13); without this list tailwind-merge takes them for colours and drops one of the two.
const merge = extendTailwindMerge({
  extend: { classGroups: { 'font-size': [{ text: ['11', '12', '13', '14', '16', '20'] }] } },
})

/** Joins class names; a later one wins over an earlier one of the same kind. */
export const classNames = (...classes: ClassValue[]) => merge(clsx(classes))
