import { createLoader, createSerializer, type inferParserType } from 'nuqs/server'
import { runFilterParsers } from './run-filter'
import { parseAsColumns } from './run-list-view'

const parsers = { ...runFilterParsers, columns: parseAsColumns }

/** All that an address of the run list can say: the filter, and which columns are shown. */
export type RunListAddress = inferParserType<typeof parsers>

export const parseRunListAddress = createLoader(parsers)
export const serializeRunListAddress = createSerializer(parsers)
