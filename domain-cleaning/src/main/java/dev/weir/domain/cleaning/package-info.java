/// Tools that clean tables, and nothing else: rows in, rows out, schemas known before a row is
/// read.
///
/// | tool | what | kind |
/// |---|---|---|
/// | [Filter] `cleaning.filter` | keeps the rows for which a condition is true | transform, stateless |
/// | [Derive] `cleaning.derive` | adds or replaces a column by an expression | transform, stateless |
/// | [Impute] `cleaning.impute` | fills missing cells with the mean, median or most frequent value of all rows | estimator |
/// | [Deduplicate] `cleaning.deduplicate` | keeps the first of equal rows | estimator |
///
/// **Tips.** Conditions and values are written in the expression language of `docs/expressions.md`;
/// a filter at the head of a pipeline is also checked by the source, so that its rows are not even
/// read. Filling with a constant needs no fit: `cleaning.derive --column x --expression
/// 'coalesce(x, 0)'`.
///
/// **Traps.** A missing cell makes a condition unknown, and unknown is not true: `price != 3` drops
/// rows without a price. NaN is a value, not a missing cell. Imputing by mean or median makes
/// whole-number columns DOUBLE.
package dev.weir.domain.cleaning;
