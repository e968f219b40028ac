import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import type { Segment, SegmentSubject } from "./segment.js";

/** A segment that has been parsed; what its rule says is trusted. */
export function checkSegment(argument: string, segment: Segment | null | undefined): void {
  if (segment?.kind !== "segment" || typeof (segment.rule as unknown) !== "object" || (segment.rule as unknown) === null)
    throw new InvalidArgumentError(argument, "a segment, as parseSegment gives it", segment);
}

/** Somebody with a name. */
export function checkSubject(argument: string, subject: SegmentSubject | null | undefined): void {
  const id: unknown = typeof subject === "object" ? subject?.customerId : subject;
  if (typeof id !== "string") throw new InvalidArgumentError(`${argument}.customerId`, "a string", id);
}
