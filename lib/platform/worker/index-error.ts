import { isAbsolute, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface SourceLocation {
  file: string
  line: number
  column: number
}

/** The task code cannot become a version: a syntax error, a file that throws when imported, two tasks with one id. */
export class IndexError extends Error {
  override readonly name = 'IndexError'
  readonly location: Partial<SourceLocation>

  constructor(message: string, location: Partial<SourceLocation> = {}) {
    super(message)
    this.location = location
  }
}

/** The first frame of a source-mapped stack that lies in the project's own files. */
export function locateInStack(stack: string | undefined, projectDirectory: string): SourceLocation | undefined {
  for (const frame of stack?.split('\n') ?? []) {
    const match = /(?:\(|at |^)((?:file:\/\/)?\/?[^()\s]+?):(\d+):(\d+)\)?$/.exec(frame.trim())
    if (!match?.[1]) continue
    const path = match[1].startsWith('file://') ? fileURLToPath(match[1]) : match[1]
    if (!isAbsolute(path)) continue
    const file = relative(projectDirectory, path)
    if (file.startsWith('..') || file.includes('node_modules')) continue
    return { file, line: Number(match[2]), column: Number(match[3]) }
  }
  return undefined
}
