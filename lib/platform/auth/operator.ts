/** The person behind every key of this platform: it serves one machine and knows no accounts. */
export const OPERATOR = { id: 'local', email: 'local@signalbox.localhost', name: 'Local Developer' } as const
