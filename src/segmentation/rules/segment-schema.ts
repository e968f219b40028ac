import type { z } from "zod";
import { readerSchema } from "../../foundation/errors/reader-schema.js";
import { segmentReader } from "./read-segment.js";
import type { Segment, SegmentInput } from "./segment.js";

/**
 * The zod schema of a {@link Segment} on the standard fields, for frameworks that take a Standard Schema. It accepts what {@link parseSegment} accepts.
 *
 * @example
 * import { segmentation } from "clientele";
 *
 * const input = { id: "late", name: "Away for long", rule: { field: "rfm.recencyDays", atLeast: 180 } } as const;
 * segmentation.segmentSchema.parse(input).schemaVersion; // => 1
 *
 * @category Rule segments
 */
export const segmentSchema: z.ZodType<Segment, SegmentInput> = /* @__PURE__ */ readerSchema<Segment, SegmentInput>((input, issues) =>
  segmentReader({})(input, issues),
);
