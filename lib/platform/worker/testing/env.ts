/** What child processes of a test inherit: PATH, HOME and the like. */
export const inheritedEnvironment: Record<string, string | undefined> = process.env
