import { nextOccurrence } from './next-occurrence'

interface Field {
  name: string
  min: number
  max: number
  characters: RegExp
  names?: string[]
  /** Forms besides numbers, ranges and steps. */
  special?: RegExp
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

const FIELDS: Field[] = [
  { name: 'minute', min: 0, max: 59, characters: /^[,*\d/-]+$/ },
  { name: 'hour', min: 0, max: 23, characters: /^[,*\d/-]+$/ },
  { name: 'day of month', min: 1, max: 31, characters: /^[?,*\dL/-]+$/, special: /^L$/ },
  { name: 'month', min: 1, max: 12, characters: /^[,*\d/-]+$/, names: ['', ...MONTHS] },
  { name: 'day of week', min: 0, max: 7, characters: /^[?,*\dL#/-]+$/, names: DAYS, special: /^([0-7]L|[0-7]#[1-5])$/ },
]
const NICKNAMES = /^@(yearly|annually|monthly|weekly|daily|hourly)$/

/** Why this is no cron expression of five fields, in the words of a real server; null when it is one. */
export function cronProblem(cron: string): string | null {
  if (cron === '') return 'CRON expression is required'
  if (cron.split(' ').length > FIELDS.length) return 'CRON expressions with seconds are not allowed'
  if (!NICKNAMES.test(cron)) {
    const parts = cron.trim().split(/\s+/)
    // Fields that are missing are missing at the front: a lone word is looked at as the day of the week.
    const from = FIELDS.length - parts.length
    for (const [index, part] of parts.entries()) {
      const problem = fieldProblem(FIELDS[from + index] as Field, part)
      if (problem) return problem
    }
    if (from > 0) return `Expression has only ${parts.length} part${parts.length > 1 ? 's' : ''}. 5 parts are required.`
  }
  return calendarProblem(cron)
}

/** The 30th of February is well-formed, and never. */
function calendarProblem(cron: string): string | null {
  try {
    return nextOccurrence({ cron, timezone: 'UTC' }, new Date()) ? null : 'Invalid explicit day of month definition'
  } catch (error) {
    return (error as Error).message.replace(/^CronPattern: /, '')
  }
}

function fieldProblem(field: Field, given: string): string | null {
  const named = replaceNames(field, given)
  if (named.unknown) return `Validation error, cannot resolve alias "${named.unknown}"`
  if (!field.characters.test(named.value)) return `Invalid characters, got value: ${named.value}`
  const items = named.value.split(',')
  if (items.some((item) => item === '')) return 'Invalid list value format'
  for (const item of items) {
    const problem = field.special?.test(item) ? null : itemProblem(field, item)
    if (problem) return problem
  }
  return null
}

function replaceNames(field: Field, given: string): { value: string; unknown?: string } {
  const { names } = field
  if (!names) return { value: given }
  const words = given.match(/[a-z]{3}/gi) ?? []
  const unknown = words.map((word) => word.toLowerCase()).find((word) => !names.includes(word))
  if (unknown) return { value: given, unknown }
  return { value: given.replace(/[a-z]{3}/gi, (word) => String(names.indexOf(word.toLowerCase()))) }
}

function itemProblem(field: Field, item: string): string | null {
  const expected = `expected range ${field.min}-${field.max}`
  const [range = '', step, ...more] = item.split('/')
  if (more.length > 0) return `Invalid repeat: ${item}`
  if (step !== undefined && !(Number(step) > 0)) {
    return `Constraint error, cannot repeat at every ${Number(step)} time.`
  }
  if (range === '*' || range === '?') return null
  const bounds = range.split('-')
  const [low, high] = bounds.map((bound) => (bound === '' ? Number.NaN : Number(bound)))
  if (bounds.length > 2 || low === undefined) return `Invalid range: ${range}`
  if (high === undefined) return inField(field, low) ? null : `Constraint error, got value ${range} ${expected}`
  if (!inField(field, low) || !inField(field, high)) return `Constraint error, got range ${range} ${expected}`
  return low > high ? `Invalid range: ${range}` : null
}

const inField = (field: Field, value: number) => value >= field.min && value <= field.max
