/**
 * A part of a report: what was computed, or why it could not be. One part that fails leaves the rest standing.
 * @typeParam T - What the section holds when it is available.
 * @category Report
 */
export type Section<T> = AvailableSection<T> | UnavailableSection;

/**
 * A section that was computed.
 * @category Report
 */
export type AvailableSection<T> = T & {
  /** Always `true`. */
  readonly available: true;
};

/**
 * A section that could not be computed.
 * @category Report
 */
export interface UnavailableSection {
  /** Always `false`. */
  readonly available: false;
  /** Why, in words. */
  readonly reason: string;
}

/** Marks what was computed as available. */
export function available<T extends object>(content: T): AvailableSection<T> {
  return { available: true, ...content };
}

/** Says why a section is missing. */
export function unavailable(reason: string): UnavailableSection {
  return { available: false, reason };
}
