// Events of older layouts, with layouts that do not exist yet.
import type { ValidationIssue } from "clientele";
import { parseLedgerEvent } from "clientele/loyalty";
import { describe, expect, it } from "vitest";
import { EVENT_SCHEMA_VERSION } from "../../../src/loyalty/ledger/event-parts.js";
import { UPCASTERS, upcastWith, type RawEvent, type Upcaster } from "../../../src/loyalty/ledger/upcast.js";
import { deepFreeze } from "../../support/deep-freeze.js";
import { opened, shop } from "./support.js";

/** Version 2 calls points amount; version 3 wants to know the channel. */
const TWO: readonly Upcaster[] = [
  ({ points, ...event }) => ({ ...event, amount: points }),
  (event) => ({ ...event, channel: event["source"] === null ? "unknown" : "shop" }),
];
const OLD = deepFreeze({ type: "points-earned", schemaVersion: 1, points: 5, source: null });

function upcast(event: unknown, upcasters: readonly Upcaster[] = TWO): { event: RawEvent | undefined; issues: ValidationIssue[] } {
  const issues: ValidationIssue[] = [];
  return { event: upcastWith(event, upcasters, issues), issues };
}

describe("an event of an older layout", () => {
  it("goes through every version up to the newest", () => {
    expect(upcast(OLD)).toEqual({
      event: { type: "points-earned", schemaVersion: 3, amount: 5, source: null, channel: "unknown" },
      issues: [],
    });
  });

  it("begins where it is", () => {
    const second = deepFreeze({ type: "points-earned", schemaVersion: 2, amount: 7, source: { kind: "order" } });
    expect(upcast(second).event).toEqual({ ...second, schemaVersion: 3, channel: "shop" });
  });

  it("is told the version it has come to", () => {
    const seen: unknown[] = [];
    const watch: Upcaster = (event) => (seen.push(event["schemaVersion"]), event);
    expect(upcast(OLD, [watch, watch, watch]).event).toEqual({ ...OLD, schemaVersion: 4 });
    expect(seen).toEqual([1, 2, 3]);
  });
});

describe("an event of the newest layout", () => {
  it("stays the same object", () => {
    const newest = deepFreeze({ schemaVersion: 3 });
    expect(upcast(newest).event).toBe(newest);
    expect(upcast(OLD, []).event).toBe(OLD);
  });
});

describe("an event of a layout that is not known", () => {
  it("was written by a newer version", () => {
    expect(upcast({ ...OLD, schemaVersion: 4 })).toEqual({
      event: undefined,
      issues: [
        {
          path: "schemaVersion",
          code: "unknown-version",
          message: "expected at most layout 3: the event was written by a newer version of the library, got 4",
        },
      ],
    });
  });

  it.each([undefined, null, 0, -1, 1.5, NaN, Infinity, 2 ** 53, "1", "__proto__", [1], {}, true])("has version %o", (schemaVersion) => {
    const { event, issues } = upcast({ ...OLD, schemaVersion });
    expect(event).toBeUndefined();
    expect(issues).toMatchObject([{ path: "schemaVersion", code: schemaVersion === undefined ? "missing" : "invalid-version" }]);
  });

  it.each([undefined, null, 5, "event", []])("is no object: %o", (event) => {
    expect(upcast(event)).toMatchObject({ event: undefined, issues: [{ path: "" }] });
  });
});

describe("the library", () => {
  it("has an upcaster for every layout before the one it writes", () => {
    expect(UPCASTERS).toHaveLength(EVENT_SCHEMA_VERSION - 1);
  });

  it("upcasts before it reads", () => {
    const [event] = opened(shop()).events;
    expect(() => parseLedgerEvent({ ...event, schemaVersion: 2, type: "points-doubled" })).toThrow(
      "written by a newer version of the library",
    );
    expect(() => parseLedgerEvent({ ...event, schemaVersion: undefined })).toThrow("schemaVersion: expected a layout version");
  });
});
