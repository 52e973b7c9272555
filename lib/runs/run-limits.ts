/** Said beside every bulk action: more runs at once would keep the person waiting without an answer. */
export const BULK_LIMIT = 100

export const MAX_TAGS = 10
export const MAX_TAG_LENGTH = 128
