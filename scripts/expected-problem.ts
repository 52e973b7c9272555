/** A problem the person at the terminal can solve: its message is the whole output, without a stack. */
export class ExpectedProblem extends Error {
  override name = 'ExpectedProblem'
}
