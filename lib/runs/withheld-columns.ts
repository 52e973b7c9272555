/**
 * What no realtime feed carries to a browser. Payload and output would pass by the redaction of secrets, and by the
 * permission and the audit row that seeing them takes; error and ttl are only weight, and stand here because a server
 * heeds the columns of a token instead of those of an address.
 */
export const WITHHELD_COLUMNS: ('payload' | 'payloadType' | 'output' | 'outputType' | 'error' | 'ttl')[] = [
  'payload',
  'payloadType',
  'output',
  'outputType',
  'error',
  'ttl',
]
