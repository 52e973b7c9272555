import type { Position } from './query-error'

export type BinaryOperator = 'or' | 'and' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%' | '||'

interface Node {
  at: Position
}

export interface Literal extends Node {
  kind: 'literal'
  value: string | number | boolean | null
}

/** A column, a field within a column, or the name another column of the result was given. */
export interface Name extends Node {
  kind: 'name'
  path: string[]
}

export interface Call extends Node {
  kind: 'call'
  name: string
  /** What stands in front of the arguments: the 0.95 of quantile(0.95)(x). */
  parameters: Expression[]
  args: Expression[]
  distinct: boolean
}

export type Expression =
  | Literal
  | Name
  | Call
  | (Node & { kind: 'interval'; amount: number; unit: string })
  | (Node & { kind: 'not'; operand: Expression })
  | (Node & { kind: 'negative'; operand: Expression })
  | (Node & { kind: 'binary'; operator: BinaryOperator; left: Expression; right: Expression })
  | (Node & { kind: 'in'; operand: Expression; items: Expression[]; negated: boolean })
  | (Node & { kind: 'between'; operand: Expression; low: Expression; high: Expression; negated: boolean })
  | (Node & { kind: 'like'; operand: Expression; pattern: Expression; ignoreCase: boolean; negated: boolean })
  | (Node & { kind: 'isNull'; operand: Expression; negated: boolean })
  | (Node & { kind: 'case'; branches: Array<{ when: Expression; result: Expression }>; otherwise: Expression | null })

export interface SelectItem {
  expression: Expression
  alias: string | null
}

export interface Query {
  distinct: boolean
  /** '*' is every core column of the table. */
  items: SelectItem[] | '*'
  table: { name: string; at: Position }
  /** What the table is called in names such as r.status. */
  tableAlias: string
  where: Expression | null
  groupBy: Expression[]
  having: Expression | null
  orderBy: Array<{ expression: Expression; descending: boolean }>
  limit: number | null
  offset: number
}
