import { z } from 'zod'

/** Length is what makes a password strong; rules about its characters make people write it down. */
export const Password = z.string().min(10, 'Use at least 10 characters.').max(128, 'Use at most 128 characters.')

export const NewAccount = z.object({
  name: z.string().trim().min(1, 'Enter your name.').max(80, 'Use at most 80 characters.'),
  email: z.string().trim().toLowerCase().pipe(z.email('Enter an email address, like ada@example.com.')),
  password: Password,
})

export type NewAccount = z.infer<typeof NewAccount>
