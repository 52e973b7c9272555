/** Asked for at once: more tasks than stand on one screen. */
export const MAX_USUAL_TASKS = 50
