/// Learners: clusters and forests. Uses Smile (GPL-3), so this domain is GPL-3 itself.
///
/// | tool | what | kind |
/// |---|---|---|
/// | [KMeans] `ml.kmeans` | divides rows into k clusters around their means | estimator, several passes |
/// | [RandomForest] `ml.random-forest` | predicts a class or a number by the mean of many decision trees | estimator, rows in memory |
///
/// **Tips.** Both learn from the rows and then add a column to them; `--fit-on FILE` learns from
/// other rows, such as a training set. Distances depend on units: `--standardize`, or bring the
/// features to one scale.
///
/// **Traps.** A number that stands for a name (a code, an identifier) is taken for a quantity:
/// leave it out by `--features`.
package dev.weir.domain.ml;
