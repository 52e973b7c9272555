import type { Command } from './commands'

/** What the page in front adds to the command palette. */
class CommandRegistry {
  private commands: readonly Command[] = []
  private readonly listeners = new Set<() => void>()

  register(command: Command): () => void {
    this.change([...this.commands, command])
    return () => this.change(this.commands.filter((other) => other !== command))
  }

  list = (): readonly Command[] => this.commands

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private change(next: readonly Command[]): void {
    this.commands = next
    for (const listener of this.listeners) listener()
  }
}

export const commandRegistry = new CommandRegistry()
