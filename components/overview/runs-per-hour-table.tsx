import { formatNumber } from '@/lib/format/number'
import { type LabelledHour, OUTCOMES } from './outcomes'

/** Always in the document; on the screen only when somebody asks for it. */
export function RunsPerHourTable({ hours, visible }: { hours: LabelledHour[]; visible: boolean }) {
  const newestFirst = hours.toReversed()
  return (
    <div className={visible ? 'h-full overflow-auto' : 'sr-only'} tabIndex={visible ? 0 : undefined}>
      <table className="w-full text-13 tabular-nums">
        <caption className="sr-only">Runs per hour of the last 24 hours, by outcome, newest first</caption>
        <thead className="sticky top-0 bg-panel text-left text-12 text-muted">
          <tr>
            <th scope="col" className="h-8 font-medium">
              Hour
            </th>
            {OUTCOMES.map(({ key, label }) => (
              <th key={key} scope="col" className="text-right font-medium">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {newestFirst.map((hour, index) => (
            <tr key={hour.start.getTime()} className="border-t">
              <th scope="row" className="h-8 text-left font-normal">
                {hour.label}
                {index === 0 && <span className="text-muted"> · unfinished</span>}
              </th>
              {OUTCOMES.map(({ key }) => (
                <td key={key} className="text-right">
                  {formatNumber(hour[key])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
