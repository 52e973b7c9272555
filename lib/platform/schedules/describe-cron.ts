const MONTHS = 'January February March April May June July August September October November December'.split(' ')
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')
const ORDINALS = ['', 'first', 'second', 'third', 'fourth', 'fifth']
const NICKNAMES: Record<string, string> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@hourly': '0 * * * *',
}

/** A checked cron expression in English: "At 09:00 AM, only on Monday". */
export function describeCron(cron: string): string {
  const expression = NICKNAMES[cron] ?? cron
  const [minute = '*', hour = '*', day = '*', month = '*', weekday = '*'] = expression
    .trim()
    .replaceAll('?', '*')
    .split(/\s+/)
  const sentence = [
    ...timeOfDay(minute, hour),
    ...daysOfMonth(day),
    ...daysOfWeek(weekday, day !== '*'),
    ...months(month),
  ].join(', ')
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

function timeOfDay(minute: string, hour: string): string[] {
  if (isNumber(minute) && isList(hour)) return [`at ${and(hour.split(',').map((each) => clock(each, minute)))}`]
  if (isList(minute) && isNumber(hour)) return [`at ${and(minute.split(',').map((each) => clock(hour, each)))}`]
  const range = /^(\d+)-(\d+)$/.exec(minute)
  if (range && isNumber(hour)) {
    return [`every minute between ${clock(hour, range[1])} and ${clock(hour, range[2])}`]
  }
  const hours = hour === '*' ? [] : [hoursPhrase(hour, minute)]
  if (minute === '0') return hours.length > 0 && hour.includes('/') ? hours : ['every hour', ...hours]
  return [minutesPhrase(minute), ...hours]
}

function minutesPhrase(minute: string): string {
  return phrase(minute, {
    all: 'every minute',
    step: (n) => `every ${n} minutes`,
    range: (from, to) => `minutes ${from} through ${to} past the hour`,
    list: (items) => `at ${and(items)} minutes past the hour`,
  })
}

function hoursPhrase(hour: string, minute: string): string {
  const end = minute === '0' ? '0' : '59'
  return phrase(hour, {
    all: 'every hour',
    step: (n) => `every ${n} hours`,
    range: (from, to) => `between ${clock(from, '0')} and ${clock(to, end)}`,
    list: (items) =>
      items.length === 1
        ? `between ${clock(items[0], '0')} and ${clock(items[0], '59')}`
        : `at ${and(items.map((item) => clock(item, '0')))}`,
  })
}

function daysOfMonth(day: string): string[] {
  if (day === '*') return []
  if (day === 'L') return ['on the last day of the month']
  const text = phrase(day, {
    all: 'every day',
    step: (n) => `every ${n} days`,
    range: (from, to) => `between day ${from} and ${to} of the month`,
    list: (items) => `on day ${and(items.map((item) => (item === 'L' ? 'the last' : item)))} of the month`,
  })
  return [text]
}

function daysOfWeek(weekday: string, alsoDayOfMonth: boolean): string[] {
  if (weekday === '*') return []
  const text = phrase(weekday, {
    all: 'every day',
    step: (n) => `every ${n} days of the week`,
    range: (from, to) => `${dayName(from)} through ${dayName(to)}`,
    list: (items) => {
      const names = and(items.map(dayName))
      const ofTheMonth = items.some((item) => /[L#]/.test(item))
      if (alsoDayOfMonth) return `and on ${names}`
      return ofTheMonth ? `on ${names} of the month` : `only on ${names}`
    },
  })
  return [text]
}

function months(month: string): string[] {
  if (month === '*') return []
  const text = phrase(month, {
    all: 'every month',
    step: (n) => `every ${n} months`,
    range: (from, to) => `${monthName(from)} through ${monthName(to)}`,
    list: (items) => `only in ${and(items.map(monthName))}`,
  })
  return [text]
}

interface Words {
  all: string
  step: (n: string) => string
  range: (from: string, to: string) => string
  list: (items: string[]) => string
}

function phrase(field: string, words: Words): string {
  if (field.includes(',')) return words.list(field.split(','))
  const [range = '', step] = field.split('/')
  const [from = '', to] = range.split('-')
  const stepped = step && step !== '1' ? words.step(step) : null
  if (range === '*') return stepped ?? words.all
  if (stepped) return to ? `${stepped}, ${words.range(from, to)}` : `${stepped}, starting at ${from}`
  return to ? words.range(from, to) : words.list([from])
}

function dayName(day: string): string {
  const nth = /^(.+)#(\d)$/.exec(day)
  if (nth) return `the ${ORDINALS[Number(nth[2])]} ${dayName(nth[1] ?? '')}`
  if (/^\dL$/.test(day)) return `the last ${dayName(day.slice(0, 1))}`
  if (/^\d$/.test(day)) return DAYS[Number(day) % DAYS.length] ?? day
  return DAYS.find((name) => name.slice(0, 3).toLowerCase() === day.toLowerCase()) ?? day
}

function monthName(month: string): string {
  const byNumber = MONTHS[Number(month) - 1]
  return byNumber ?? MONTHS.find((name) => name.slice(0, 3).toLowerCase() === month.toLowerCase()) ?? month
}

function clock(hour = '0', minute = '0'): string {
  const hours = Number(hour)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(hours % 12 || 12)}:${two(Number(minute))} ${hours < 12 ? 'AM' : 'PM'}`
}

function and(items: string[]): string {
  if (items.length <= 2) return items.join(' and ')
  return `${items.slice(0, -1).join(', ')}, and ${items.at(-1)}`
}

const isNumber = (field: string) => /^\d+$/.test(field)
const isList = (field: string) => /^\d+(,\d+)*$/.test(field)
