/** Where a page of old things begins: after this one. Those that stay are passed over, not looked at again and again. */
export interface PageStart {
  at: Date
  name: string
}

/** What a page did, and where the next one begins. */
export interface Page extends PageStart {
  deleted: number
}

export const FIRST_PAGE: PageStart = { at: new Date(0), name: '' }
