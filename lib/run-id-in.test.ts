import { expect, it } from 'vitest'
import { runIdIn } from './run-id-in'

it.each([
  ['run_cmwrpvrp80003tg7dag0vb011', 'run_cmwrpvrp80003tg7dag0vb011'],
  ['  run_abc123  ', 'run_abc123'],
  ['https://cloud.example/runs/run_abc123?span=1', 'run_abc123'],
  ['run run_abc123 failed', 'run_abc123'],
  ['run_', undefined],
  ['overrun_abc123', undefined],
  ['import', undefined],
])('finds the run in %j', (text, expected) => {
  expect(runIdIn(text)).toBe(expected)
})
