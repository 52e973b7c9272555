/** The most runs that one look reads: ten pages. The screen says when it was not enough. */
export const OVERVIEW_BOUND = 500
