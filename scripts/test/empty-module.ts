// What 'server-only' becomes under vitest: it throws on import outside React Server Components.
export {}
