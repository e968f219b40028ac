/**
 * A value of plain JSON.
 * @category Charts
 */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/**
 * A picture as data: a Vega-Lite 5 specification, plain JSON with its data inside.
 *
 * It draws wherever Vega-Lite does: `vegaEmbed(element, spec)` in a page; without a page `new vega.View(vega.parse(vegaLite.compile(spec).spec)).toSVG()`. Every
 * part can be changed by copying: `{ ...spec, width: 900 }`.
 *
 * @category Charts
 */
export interface VegaLiteSpec {
  /** The schema the specification obeys. */
  readonly $schema: string;
  /** What the picture shows, in words; becomes the label that screen readers say. */
  readonly description: string;
  /** The heading, with what a reader has to know below it. */
  readonly title: {
    /** The heading. */
    readonly text: string;
    /** The lines below it. */
    readonly subtitle: readonly string[];
  };
  /** Colours and fonts, the same in all charts. */
  readonly config: { readonly [name: string]: Json };
  /** The rest of the specification: data, marks, encodings. */
  readonly [name: string]: Json;
}

/**
 * What every chart lets one change.
 * @category Charts
 */
export interface ChartOptions {
  /** The heading, instead of the English one. */
  readonly title?: string;
}
