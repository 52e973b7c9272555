export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

export const parseTheme = (value: string | undefined): Theme => THEMES.find((theme) => theme === value) ?? 'system'

export const DARK_QUERY = '(prefers-color-scheme: dark)'

export const SYSTEM_THEME_SCRIPT = `document.documentElement.dataset.theme=matchMedia('${DARK_QUERY}').matches?'dark':'light'`
