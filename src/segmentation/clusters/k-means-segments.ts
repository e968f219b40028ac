import { err, ok, type Result } from "../../foundation/result/result.js";
import { describeClusters } from "./describe-clusters.js";
import { completeOptions, readFeatures } from "./k-means-options.js";
import type { FeatureScale, KMeansOptions, KMeansRow, KMeansSegments, TooFewDistinctRows } from "./k-means.js";
import { bestRun } from "./lloyd.js";
import { scaledFeature, scaledPoints } from "./scaled-points.js";
import { meanSilhouette } from "./silhouette.js";

/**
 * Sorts customers into k segments of those who are alike in some numbers: k-means (Lloyd 1982).
 *
 * Each segment has a centroid, the mean of its customers, and each customer is in the segment of the nearest centroid. The search starts from customers drawn by
 * k-means++ (Arthur and Vassilvitskii 2007), moves centroids to the means and customers to the nearest centroids until nobody moves, and takes the best of `starts`
 * such runs: the least inertia found, which need not be the least there is. A centroid that loses its last customer takes the one who is furthest from theirs.
 *
 * Customers are taken in the order of their numbers, and equal ones together: the order of the rows and their ids change nothing, and the same seed gives the same
 * segments on every machine; by `"log-z-score"` up to the last bit of a logarithm, which belongs to the engine. By z-score the units of a feature (minor or major)
 * change nothing up to ties: who is equally far from two centroids goes where rounding leads, and rounding is not the same in every unit. A feature in which all are
 * equal has no weight.
 *
 * k-means always finds k segments, also where there are none: compare inertia and silhouette over several k, and look whether the medians mean anything. It sees
 * round groups of similar width; money without `"log-z-score"` often ends as a few big spenders against everybody else. Segments of two dates are not the same ones.
 *
 * Cost: O(starts x iterations x distinct rows x k x features), and the square of at most 2000 rows for the silhouette: beyond 2000 distinct rows it is that of a
 * drawn sample.
 *
 * @typeParam Feature - The names of the features.
 * @param rows - The customers, each once, with a finite number for each feature: RFM rows, summaries.
 * @param options - How many segments, of which features, and the seed.
 * @returns The segments; or an error `too-few-distinct-rows` where fewer than k customers differ.
 * @throws An {@link InvalidArgumentError} when an option is not lawful, a customer has no id or is there twice, or a feature of a row is missing, not finite, negative with
 * `"log-z-score"`, or beyond 1e100 with `"none"`; it names row and feature.
 *
 * @example
 * import { segmentation } from "clientele";
 *
 * const rows = [
 *   { customerId: "anna", recencyDays: 3, purchases: 12 }, { customerId: "ben", recencyDays: 5, purchases: 10 },
 *   { customerId: "cem", recencyDays: 200, purchases: 1 }, { customerId: "dora", recencyDays: 220, purchases: 3 },
 * ];
 * const found = segmentation.kMeansSegments(rows, { k: 2, seed: 7, features: ["recencyDays", "purchases"] });
 * found.ok && found.value.rows.map(({ customerId, cluster }) => [customerId, cluster]); // => [["anna", 1], ["ben", 1], ["cem", 2], ["dora", 2]]
 * found.ok && found.value.clusters[1]?.centroid; // => { recencyDays: 210, purchases: 2 }
 *
 * @category Clusters
 */
export function kMeansSegments<Feature extends string>(
  rows: Iterable<KMeansRow<NoInfer<Feature>>>,
  options: KMeansOptions<Feature>,
): Result<KMeansSegments<Feature>, TooFewDistinctRows> {
  const task = completeOptions(options);
  const { k, seed, starts, maxIterations } = task;
  const { customerIds, columns } = readFeatures(rows, task);
  const features = columns.map((column, j) => scaledFeature(task.features[j] as Feature, task.scales[j] as FeatureScale, column));
  const points = scaledPoints(columns, features);
  if (points.count < k) return err({ code: "too-few-distinct-rows", distinct: points.count, k });

  const run = bestRun({ points, k, seed, starts, maxIterations });
  const labels = points.ofRow.map((point) => run.labels[point] as number);
  const { clusters, numberOf } = describeClusters(labels, k, columns, features);
  const { silhouette, definition } = meanSilhouette(points, run.labels, k, seed);
  return ok({
    k,
    clusters,
    rows: customerIds.map((customerId, i) => ({ customerId, cluster: numberOf[labels[i] as number] as number })),
    inertia: run.inertia,
    silhouette,
    iterations: run.iterations,
    converged: run.converged,
    definition: { method: "k-means", seed, starts, maxIterations, features, silhouette: definition },
  });
}
