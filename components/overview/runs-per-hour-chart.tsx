'use client'

import { Bar, BarChart, CartesianGrid, Cell, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { type LabelledHour, OUTCOMES } from './outcomes'

const TICK = { fill: 'var(--muted)', fontSize: 11 }
const TOOLTIP = { background: 'var(--panel)', border: '1px solid var(--line)', borderRadius: 6, fontSize: 12 }

/** Stacked bars. The newest hour is not over, so its bars are hatched. */
export function RunsPerHourChart({ hours }: { hours: LabelledHour[] }) {
  return (
    <ResponsiveContainer width="100%" height={220} initialDimension={{ width: 600, height: 220 }}>
      <BarChart
        data={hours}
        // Screen readers get the table; a focus stop inside the hidden picture would lead nowhere.
        accessibilityLayer={false}
        margin={{ top: 4, right: 4, bottom: 0, left: 0 }}
        barCategoryGap={2}
      >
        <defs>
          {OUTCOMES.map(({ key, color }) => (
            <Hatch key={key} id={`unfinished-${key}`} color={color} />
          ))}
        </defs>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="label" tick={TICK} tickLine={false} axisLine={{ stroke: 'var(--line)' }} minTickGap={24} />
        <YAxis allowDecimals={false} width={32} tick={TICK} tickLine={false} axisLine={false} />
        <Tooltip contentStyle={TOOLTIP} cursor={{ fill: 'var(--raised)' }} isAnimationActive={false} />
        <Legend iconType="square" iconSize={9} wrapperStyle={{ fontSize: 12 }} />
        {OUTCOMES.map(({ key, label, color }) => (
          <Bar key={key} dataKey={key} name={label} stackId="runs" fill={color} isAnimationActive={false}>
            {hours.map((hour, index) => (
              <Cell key={hour.start.getTime()} fill={index === hours.length - 1 ? `url(#unfinished-${key})` : color} />
            ))}
          </Bar>
        ))}
      </BarChart>
    </ResponsiveContainer>
  )
}

function Hatch({ id, color }: { id: string; color: string }) {
  return (
    <pattern id={id} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width={5} height={5} fill={color} opacity={0.35} />
      <rect width={2.5} height={5} fill={color} />
    </pattern>
  )
}
