/** The file itself is the problem, so that trying again cannot help. The message is for the person who uploaded it. */
export class UnusableFile extends Error {
  override readonly name = 'UnusableFile'
}
