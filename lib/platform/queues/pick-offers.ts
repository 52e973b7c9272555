import type { LaneTurns } from './lane-turns'
import type { PlaceClaim, Places } from './places'

/** A run that waits in its lane. */
export interface Offer extends PlaceClaim {
  runId: string
  sortAt: Date
}

interface LaneOffers<T extends Offer> {
  queue: string
  key: string
  waiting: T[]
}

/**
 * Up to `count` of the offers, as far as there are places. The queue whose oldest run has waited longest comes first;
 * within a queue its keys take turns: the one that holds fewest places, then the one that was served longest ago.
 */
export function pickOffers<T extends Offer>(offers: T[], places: Places, turns: LaneTurns, count: number): T[] {
  const lanes = lanesOf(offers)
  turns.lineUp(lanes)
  const picked: T[] = []
  while (picked.length < count) {
    const lane = nextLane(lanes, places, turns)
    const offer = lane?.waiting.shift()
    if (!lane || !offer) return picked
    if (!places.take(offer)) continue
    turns.served(lane)
    picked.push(offer)
  }
  return picked
}

/** Oldest head first. */
function lanesOf<T extends Offer>(offers: T[]): Array<LaneOffers<T>> {
  const lanes = new Map<string, LaneOffers<T>>()
  for (const offer of [...offers].sort(byAge)) {
    const name = `${offer.queue}\n${offer.key}`
    const lane = lanes.get(name)
    if (lane) lane.waiting.push(offer)
    else lanes.set(name, { queue: offer.queue, key: offer.key, waiting: [offer] })
  }
  return [...lanes.values()]
}

function nextLane<T extends Offer>(lanes: Array<LaneOffers<T>>, places: Places, turns: LaneTurns) {
  const waiting = lanes.filter((lane) => lane.waiting.length > 0)
  const oldest = least(waiting, (a, b) => byAge(a.waiting[0] as T, b.waiting[0] as T))
  const held = (lane: LaneOffers<T>) => places.takenInLane(lane.queue, lane.key)
  return least(
    waiting.filter((lane) => lane.queue === oldest?.queue),
    (a, b) => held(a) - held(b) || turns.turnOf(a) - turns.turnOf(b),
  )
}

function least<T>(items: T[], compare: (a: T, b: T) => number): T | undefined {
  return items.reduce<T | undefined>(
    (first, item) => (first === undefined || compare(item, first) < 0 ? item : first),
    undefined,
  )
}

function byAge(a: Offer, b: Offer): number {
  return a.sortAt.getTime() - b.sortAt.getTime() || (a.runId < b.runId ? -1 : 1)
}
