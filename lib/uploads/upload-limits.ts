/** Announced to people as 100 MB; whatever their system counts in, a file that it calls 100 MB fits. */
export const MAX_UPLOAD_BYTES = 100 * 1024 * 1024
export const MAX_UPLOAD_LABEL = '100 MB'
