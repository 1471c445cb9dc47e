/**
 * Corrections for zone data that are known to be out of date in runtimes still in use (Node 20 has 2025c; the rows say what 2026f says).
 *
 * A row counts only where the runtime gives the `stale` offset at `from`: a newer runtime wins without a release of
 * ours. From `from` up to `until` (for ever, without) the zone keeps `offset`, or follows another zone's clocks.
 * Minutes ahead of UTC.
 */
export const overridesTable = [
  // Morocco ended the clock changes of Ramadan, and its summer time with them.
  { zone: "Africa/Casablanca", from: "2026-09-20T01:00:00Z", stale: 60, offset: 0 },
  { zone: "Africa/El_Aaiun", from: "2026-09-20T01:00:00Z", stale: 60, offset: 0 },
  // Colombia's one summer time began a day earlier than was thought.
  {
    zone: "America/Bogota",
    from: "1992-05-02T05:00:00Z",
    until: "1992-05-03T05:00:00Z",
    stale: -300,
    offset: -240,
  },
  // Alberta, the Northwest Territories, British Columbia and Manitoba stay on summer time.
  { zone: "America/Edmonton", from: "2026-11-01T08:00:00Z", stale: -420, offset: -360 },
  { zone: "America/Inuvik", from: "2026-11-01T08:00:00Z", stale: -420, offset: -360 },
  { zone: "America/Vancouver", from: "2026-11-01T09:00:00Z", stale: -480, offset: -420 },
  { zone: "America/Winnipeg", from: "2026-11-01T07:00:00Z", stale: -360, offset: -300 },
  // Cuba skips one winter: "will not fall back 2026-11-01; stays on -04 through 2027-11-07" (NEWS of tz 2026f, 27 October 2026).
  {
    zone: "America/Havana",
    from: "2026-11-01T05:00:00Z",
    until: "2027-03-14T05:00:00Z",
    stale: -300,
    offset: -240,
  },
  // Iran's summer time of 1979 began a day earlier than was thought.
  {
    zone: "Asia/Tehran",
    from: "1979-05-25T20:30:00Z",
    until: "1979-05-26T20:30:00Z",
    stale: 210,
    offset: 270,
  },
  // Moldova has changed its clocks at the hour of the European Union since 2022.
  { zone: "Europe/Chisinau", from: "2022-03-27T00:00:00Z", stale: 180, like: "Europe/Bucharest" },
] as const satisfies readonly Override[];

/** One stretch of one zone's time that a stale runtime gets wrong. */
export interface Override {
  readonly zone: string;
  readonly from: string;
  readonly until?: string;
  readonly stale: number;
  readonly offset?: number;
  readonly like?: string;
}
