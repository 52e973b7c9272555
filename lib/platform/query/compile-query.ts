import type { Column, ValueType } from './column'
import { compileExpression, type Scope } from './compile-expression'
import { asCondition, combine, expectType, type Fragment } from './fragment'
import { errorAt, QueryError } from './query-error'
import type { Call, Expression, Name, Query, SelectItem } from './syntax'
import { TABLES, type Table } from './tables'
import { bucketSeconds, type TimeRange } from './time-range'

/** As many rows as a real server gives. */
export const MAX_ROWS = 10_000

/** Columns that are made of columns that are made of columns grow by multiplication. */
const MAX_EXPANSIONS = 200

export interface OutputColumn {
  name: string
  type: ValueType
  isPrecise: boolean
}

export interface CompiledQuery {
  text: string
  values: Array<string | number | Date>
  columns: OutputColumn[]
}

/** The statement for a query: values are parameters, names are those of the allow-lists. */
export function compileQuery(query: Query, environmentId: string, range: TimeRange): CompiledQuery {
  const table = Object.hasOwn(TABLES, query.table.name) ? TABLES[query.table.name] : undefined
  if (!table) {
    const available = Object.keys(TABLES).join(', ')
    throw new QueryError(`Table "${query.table.name}" is not accessible. Available tables: ${available}`)
  }
  return new QueryCompiler(query, table, range).compile(environmentId)
}

class QueryCompiler {
  readonly #query: Query
  readonly #table: Table
  readonly #range: TimeRange
  readonly #values: Array<string | number | Date> = []
  readonly #parameters = new Map<string, string>()
  readonly #joins = new Map<string, string>()
  readonly #items: SelectItem[]
  readonly #aliases: Map<string, Expression>
  /** Aliases whose expressions are being compiled: within them the name means the column. */
  readonly #open = new Set<string>()
  readonly #scope: Scope
  #groups: ReadonlySet<string> = new Set()
  readonly #read = new Set<string>()
  #expansions = 0

  constructor(query: Query, table: Table, range: TimeRange) {
    this.#query = query
    this.#table = table
    this.#range = range
    this.#items = query.items === '*' ? coreItems(query, table) : query.items
    this.#aliases = new Map(
      this.#items.flatMap(({ expression, alias }) => {
        if (alias) return [[alias, expression] as const]
        // timeBucket() is also called timeBucket.
        return expression.kind === 'call' ? [[expression.name, expression] as const] : []
      }),
    )
    this.#scope = {
      parameter: (value) => this.#parameter(value),
      name: (name) => this.#alias(name) ?? this.#column(name),
      special: (call, args) => this.#special(call, args),
      columns: Object.keys(table.columns).sort(),
      isGrouped: (sql) => this.#groups.has(sql),
    }
  }

  compile(environmentId: string): CompiledQuery {
    const { where, having, orderBy, groupBy, distinct, limit, offset } = this.#query
    const conditions = [`${this.#table.environment} = ${this.#parameter(environmentId)}::text`, ...this.#window()]
    if (where) conditions.push(this.#condition(where, 'WHERE'))
    const groups = groupBy.map((expression) => this.#group(this.#positional(expression)))
    this.#groups = new Set(groups.map(({ sql }) => sql))
    const items = this.#items.map(({ expression }) => this.#expression(expression))
    const filter = having ? asCondition(this.#expression(having)) : null
    const orders = orderBy.map(({ expression, descending }) => ({
      fragment: this.#order(this.#positional(expression), items),
      direction: descending ? 'desc nulls last' : 'asc nulls last',
    }))
    const fragments = [...items, ...orders.map(({ fragment }) => fragment), ...(filter ? [filter] : [])]
    const isGrouped = groups.length > 0 || filter !== null || fragments.some((fragment) => fragment.isAggregate)
    if (isGrouped) this.#expectGrouped(fragments)
    const byTime = isGrouped || distinct ? [] : [`${this.#timeColumn().sql} asc`]
    const order = orders.length > 0 ? orders.map(({ fragment, direction }) => `${fragment.sql} ${direction}`) : byTime
    const joins = [...this.#joins].map(([list, name]) => `cross join lateral unnest(${list}) ${name} (item)`)
    const clauses = [
      `select ${distinct ? 'distinct ' : ''}${items.map(({ sql }, index) => `${sql} as c${index}`).join(', ')}`,
      `from ${[this.#source(), ...joins].join(' ')}`,
      `where ${conditions.join(' and ')}`,
      groups.length > 0 && `group by ${groups.map(({ sql, column }) => column?.groupSql ?? sql).join(', ')}`,
      filter && `having ${filter.sql}`,
      order.length > 0 && `order by ${order.join(', ')}`,
      `limit ${Math.min(limit ?? MAX_ROWS, MAX_ROWS)} offset ${Math.min(offset, Number.MAX_SAFE_INTEGER)}`,
    ]
    return { ...this.#numbered(clauses.filter(Boolean).join('\n')), columns: this.#columns(items) }
  }

  /** Not every value of the query reaches the statement: the parameters that did are numbered anew. */
  #numbered(statement: string): Pick<CompiledQuery, 'text' | 'values'> {
    const used: string[] = []
    const text = statement.replace(/\$\d+/g, (placeholder) => {
      if (!used.includes(placeholder)) used.push(placeholder)
      return `$${used.indexOf(placeholder) + 1}`
    })
    return { text, values: used.map((placeholder) => this.#values[Number(placeholder.slice(1)) - 1] as string) }
  }

  /** The range asked for; without one the last days, unless the query says itself which times it means. */
  #window(): string[] {
    const { where } = this.#query
    if (this.#range.isDefault && where && mentions(where, this.#table.timeColumn)) return []
    const time = this.#timeColumn().sql
    const { from, to, isDefault } = this.#range
    return [`${time} >= ${this.#parameter(from)}`, ...(isDefault ? [] : [`${time} <= ${this.#parameter(to)}`])]
  }

  #source(): string {
    const { narrow, source } = this.#table
    return [...this.#read].every((column) => narrow.columns.includes(column)) ? narrow.source : source
  }

  #timeColumn(): Column {
    return this.#table.columns[this.#table.timeColumn] as Column
  }

  #expression(expression: Expression): Fragment {
    return compileExpression(expression, this.#scope)
  }

  #condition(expression: Expression, clause: string): string {
    const fragment = asCondition(this.#expression(expression))
    if (fragment.isAggregate) throw errorAt(expression.at, `${clause} cannot hold an aggregate function`)
    return fragment.sql
  }

  #group(expression: Expression): Fragment {
    const fragment = this.#expression(expression)
    if (fragment.isAggregate) throw errorAt(expression.at, 'GROUP BY cannot hold an aggregate function')
    if (fragment.literal !== undefined) throw errorAt(expression.at, 'GROUP BY cannot hold a constant')
    return fragment
  }

  #order(expression: Expression, items: Fragment[]): Fragment {
    const fragment = this.#expression(expression)
    if (fragment.literal !== undefined) throw errorAt(expression.at, 'ORDER BY cannot hold a constant')
    if (this.#query.distinct && !items.some(({ sql }) => sql === fragment.sql))
      throw errorAt(expression.at, 'With DISTINCT, ORDER BY takes columns of the result only')
    return fragment
  }

  /** GROUP BY 1 and ORDER BY 1 mean the first column of the result. */
  #positional(expression: Expression): Expression {
    if (expression.kind !== 'literal' || typeof expression.value !== 'number') return expression
    const item = this.#items[expression.value - 1]
    if (!item) throw errorAt(expression.at, `There is no column ${expression.value} in the result`)
    return item.expression
  }

  #expectGrouped(fragments: Fragment[]): void {
    const loose = fragments.find((fragment) => fragment.perRow !== null)
    if (loose) throw errorAt(loose.at, `Column "${loose.perRow}" must be in GROUP BY or inside an aggregate function`)
  }

  #parameter(value: string | number | Date): string {
    const key = value instanceof Date ? `date ${value.getTime()}` : `${typeof value} ${value}`
    const known = this.#parameters.get(key)
    if (known) return known
    const placeholder = `$${this.#values.push(value)}`
    this.#parameters.set(key, placeholder)
    return placeholder
  }

  #alias({ path, at }: Name): Fragment | null {
    const [name = ''] = path
    const expression = path.length === 1 && !this.#open.has(name) ? this.#aliases.get(name) : undefined
    if (!expression) return null
    this.#expansions += 1
    if (this.#expansions > MAX_EXPANSIONS) throw errorAt(at, 'The columns refer to each other too often')
    this.#open.add(name)
    const fragment = this.#expression(expression)
    this.#open.delete(name)
    return fragment
  }

  #column({ path, at }: Name): Fragment | null {
    const isQualified = path.length > 1 && (path[0] === this.#query.table.name || path[0] === this.#query.tableAlias)
    const [name = '', ...fields] = isQualified ? path.slice(1) : path
    const column = Object.hasOwn(this.#table.columns, name) ? this.#table.columns[name] : undefined
    if (!column) return null
    this.#read.add(name)
    const base: Fragment = { sql: column.sql, type: column.type, at, isAggregate: false, perRow: name, column }
    if (fields.length === 0) return column.isPrecise ? { ...base, isPrecise: true } : base
    if (name !== 'error') throw errorAt(at, `"${name}" has no fields that can be read`)
    const { column: _, ...rest } = base
    return {
      ...rest,
      sql: `(${column.sql} #>> array[${fields.map((field) => `${this.#parameter(field)}::text`).join(', ')}])`,
      type: 'string',
    }
  }

  #special(call: Call, args: Fragment[]): Fragment | null {
    const name = call.name.toLowerCase()
    if (name === 'timebucket') {
      if (args.length > 0)
        throw errorAt(call.at, 'timeBucket() takes no arguments: it follows the time range of the query')
      const sql = `date_bin('${bucketSeconds(this.#range)} seconds', ${this.#timeColumn().sql}, '2001-01-01T00:00:00Z')`
      return { sql, type: 'datetime', at: call.at, isAggregate: false, perRow: this.#table.timeColumn }
    }
    if (name !== 'arrayjoin') return null
    const list = args.length === 1 ? expectType(args[0] as Fragment, 'strings') : undefined
    if (!list || list.type === 'null') throw errorAt(call.at, 'arrayJoin takes a list, such as tags')
    const join = this.#joins.get(list.sql) ?? `joined${this.#joins.size}`
    this.#joins.set(list.sql, join)
    return combine([list], `${join}.item`, 'string', call.at)
  }

  #columns(items: Fragment[]): OutputColumn[] {
    const names = new Map<string, number>()
    return items.map((fragment, index) => {
      if (fragment.type === 'interval') throw errorAt(fragment.at, 'An interval can only be added to a time')
      const item = this.#items[index] as SelectItem
      const name = item.alias ?? impliedName(item.expression, index)
      const seen = names.get(name) ?? 0
      names.set(name, seen + 1)
      return {
        name: seen > 0 ? `${name}_${seen + 1}` : name,
        type: fragment.type,
        isPrecise: fragment.isPrecise ?? false,
      }
    })
  }
}

function coreItems(query: Query, table: Table): SelectItem[] {
  return Object.entries(table.columns)
    .filter(([, column]) => column.isCore)
    .map(([name]) => ({ expression: { kind: 'name', path: [name], at: query.table.at }, alias: null }))
}

/** What a column without AS is called. */
function impliedName(expression: Expression, index: number): string {
  if (expression.kind === 'name') return expression.path.at(-1) as string
  if (expression.kind === 'call') return expression.name.toLowerCase()
  return `column_${index + 1}`
}

function mentions(part: unknown, column: string): boolean {
  if (typeof part !== 'object' || part === null) return false
  if ('kind' in part && part.kind === 'name') return (part as Name).path.at(-1) === column
  return Object.values(part).some((inner) => mentions(inner, column))
}
