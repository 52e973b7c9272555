/** "14:00" in the zone that the reader chose. */
export const hourLabel = (start: Date, timeZone: string): string =>
  start.toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' })
