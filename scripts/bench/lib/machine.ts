import { availableParallelism, loadavg, totalmem } from 'node:os'

/** What the numbers were measured on: without it they mean nothing. */
export const machine = () => ({
  date: new Date().toISOString(),
  node: process.version,
  cores: availableParallelism(),
  memoryGb: Math.round(totalmem() / 2 ** 30),
  loadAverage: loadavg().map((value) => Math.round(value * 10) / 10),
})
