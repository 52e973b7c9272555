import type { QuerySchemaResponseBody } from '@trigger.dev/core/v3'
import type { ValueType } from './column'
import { RUN_STATUS_TITLES } from './run-status-title'
import { TABLES } from './tables'

const TYPES: Record<ValueType, string> = {
  string: 'String',
  number: 'Float64',
  boolean: 'Bool',
  datetime: 'DateTime64',
  strings: 'Array(String)',
  json: 'JSON',
  interval: 'Interval',
  null: 'Nothing',
}

/** The tables and columns there are, as the schema endpoint tells them. */
export function presentSchema(): QuerySchemaResponseBody {
  return {
    tables: Object.entries(TABLES).map(([name, table]) => ({
      name,
      description: table.description,
      timeColumn: table.timeColumn,
      columns: Object.entries(table.columns).map(([column, facts]) => ({
        name: column,
        type: TYPES[facts.type],
        description: facts.description,
        ...(facts.example && { example: facts.example }),
        ...(column === 'status' && { allowedValues: RUN_STATUS_TITLES }),
        ...(facts.isCore && { coreColumn: true }),
      })),
    })),
  }
}
