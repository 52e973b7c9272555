'use server'

import { APIError } from 'better-auth/api'
import { headers } from 'next/headers'
import { z } from 'zod'
import { userAction } from '../action'
import { AppError } from '../errors'
import { auth } from './auth'
import { createFirstAdmin } from './first-run'
import { guestAction } from './guest-action'
import { acceptInvitation } from './invitations'
import { NewAccount, Password } from './new-account'

const WithToken = NewAccount.extend({ token: z.string().min(1).max(200) })

const memberTarget = ({ id, name }: { id: string; name: string }) => ({ type: 'member', id, label: name })

async function signIn(account: NewAccount): Promise<void> {
  await auth().api.signInEmail({ body: { email: account.email, password: account.password }, headers: await headers() })
}

export const createFirstAccount = guestAction(
  { name: 'account.create-first', input: WithToken },
  async ({ token, ...account }) => {
    const user = await createFirstAdmin(token, account)
    await signIn(account)
    return { data: null, actor: user, target: memberTarget(user), after: { role: user.role } }
  },
)

export const acceptInvite = guestAction(
  { name: 'invitation.accept', input: WithToken },
  async ({ token, ...account }) => {
    const { user, invitationId } = await acceptInvitation(token, account)
    await signIn(account)
    const after = { role: user.role, invitation: invitationId }
    return { data: null, actor: user, target: memberTarget(user), after }
  },
)

export const changePassword = userAction(
  {
    name: 'account.change-password',
    permission: 'account:own',
    input: z.object({
      currentPassword: z.string().min(1, 'Enter your present password.').max(128),
      newPassword: Password,
    }),
  },
  async ({ currentPassword, newPassword }, { user, audit }) => {
    audit({ target: memberTarget(user) })
    try {
      const body = { currentPassword, newPassword, revokeOtherSessions: true }
      await auth().api.changePassword({ body, headers: await headers() })
    } catch (cause) {
      if (!(cause instanceof APIError) || cause.body?.code !== 'INVALID_PASSWORD') throw cause
      const text = 'This is not your present password.'
      throw new AppError('bad_input', text, { cause, fieldErrors: { currentPassword: [text] } })
    }
    return null
  },
)

export const signOutEverywhere = userAction(
  { name: 'account.sign-out-everywhere', permission: 'account:own', input: z.object({}) },
  async (_input, { user, audit }) => {
    audit({ target: memberTarget(user) })
    await auth().api.revokeSessions({ headers: await headers() })
    return null
  },
)
