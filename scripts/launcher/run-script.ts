import { ExpectedProblem } from '../expected-problem'

/** Runs a script's main function: a problem that was foreseen ends it with its message, any other with its stack. */
export async function runScript(main: () => Promise<void>): Promise<void> {
  try {
    await main()
  } catch (error) {
    console.error(error instanceof ExpectedProblem ? error.message : error)
    process.exitCode = 1
  }
}
