import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'

/** The state of the audit log's page as its address holds it. `before` is the cursor: ids smaller than it follow. */
export const auditFilterParsers = {
  who: parseAsString.withDefault(''),
  action: parseAsString.withDefault(''),
  target: parseAsString.withDefault(''),
  outcome: parseAsStringLiteral(['done', 'failed'] as const),
  before: parseAsInteger,
}

export type AuditFilter = inferParserType<typeof auditFilterParsers>

export const parseAuditFilter = createLoader(auditFilterParsers)
export const serializeAuditFilter = createSerializer(auditFilterParsers)
