/** Set by proxy.ts on every page request, for the layouts: the nonce of its policy, and its path with the query. */
export const NONCE_HEADER = 'x-nonce'
export const PATH_HEADER = 'x-signalbox-path'
