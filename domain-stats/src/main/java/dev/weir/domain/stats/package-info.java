/// Tools that describe tables, whole or by group (`--by`).
///
/// | tool | answers |
/// |---|---|
/// | [Describe] `stats.describe` | what is in each column: counts, moments, quantiles, distinct and frequent values, oddities |
/// | [Frequencies] `stats.frequencies` | how often each value, or combination of values, occurs; exact for any number of them |
///
/// **How it is built.** A tool is one class: help, options, constructor, fold. What it keeps of a
/// column is a summary of its own (`NumberSummary`, `TextSummary`, `CodeSummary`), made of kernels
/// of `dev.weir.numerics` that merge; turning summaries into tables and hints is apart from both.
///
/// **Missing, NaN, infinite.** A missing cell is counted and left out. NaN is a value that is not a
/// number: counted apart and left out. An infinity is a number: counted, and it is least or
/// greatest, but it makes the mean infinite and leaves spread and shape undefined. An undefined
/// figure is a missing cell of the result, never NaN.
///
/// **Exact or not.** Counts, least, greatest and moments are exact up to rounding. Quantiles come
/// from a sketch with a stated rank error, or exactly, in a few passes, with `--exact`. Distinct
/// and frequent values are exact while there are few, then within a stated bound. Every result
/// lists the bound of each column that has one.
///
/// **Traps.** The figures of a sketch depend, within their bound, on how rows were cut into chunks
/// (`--chunk-bytes`, `--block-rows`), never on threads. Whole numbers beyond 2^53 are rounded in
/// columns of real numbers; a warning gives the exact least and greatest.
package dev.weir.domain.stats;
