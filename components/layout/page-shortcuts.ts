'use client'

import { ShortcutRegistry } from './shortcut-registry'

/** The registry of this page. The shell listens; components register through useShortcut. */
export const shortcutRegistry = new ShortcutRegistry()
