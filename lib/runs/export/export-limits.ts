export const EXPORT_FORMATS = ['csv', 'json'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** A hundred pages of the platform's list: about as much as a spreadsheet is of use for, read in seconds. */
export const EXPORT_LIMIT = 10_000

/** A browser holds the whole file before it is saved, and metadata may have 256 KB a run. */
export const EXPORT_MAX_BYTES = 64 * 1024 * 1024

/** Stands in the last line of a file that does not hold every run that matches. */
export const EXPORT_CUT_NOTE =
  'The newest runs only: the export ends here although more match. Narrow the filter by time to get the others.'
