import type { MachinePreset } from '@trigger.dev/core/v3'

type MachineName = MachinePreset['name']

/** Sizes a real server knows by these names. Nothing is charged here, so every price is zero. */
const PRESETS: Record<MachineName, { cpu: number; memory: number }> = {
  micro: { cpu: 0.25, memory: 0.25 },
  'small-1x': { cpu: 0.5, memory: 0.5 },
  'small-2x': { cpu: 1, memory: 1 },
  'medium-1x': { cpu: 1, memory: 2 },
  'medium-2x': { cpu: 2, memory: 4 },
  'large-1x': { cpu: 4, memory: 8 },
  'large-2x': { cpu: 8, memory: 16 },
}

/** The run's own choice, else the task's, else the default size. */
export function machinePreset(runMachine: string | null, taskMachine: { preset?: string } | null): MachinePreset {
  const wanted = runMachine ?? taskMachine?.preset
  const name: MachineName = wanted !== undefined && wanted in PRESETS ? (wanted as MachineName) : 'small-1x'
  return { name, ...PRESETS[name], centsPerMs: 0 }
}
