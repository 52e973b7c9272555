'use client'

import { type ToastInput, toastQueue } from './toast-queue'

const toast = (input: ToastInput): void => toastQueue.add(input)

/** `const toast = useToast(); toast({ kind: 'success', title: 'Run canceled' })`. Errors stay until dismissed. */
export const useToast = () => toast
