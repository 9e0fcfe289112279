/// Tools for time series: rows in order of time, and figures of what was shortly before each.
///
/// | tool | what | kind |
/// |---|---|---|
/// | [Rolling] `timeseries.rolling` | mean, sd, median… of the last rows, or of the last days or hours | transform, sequential |
/// | [Resample] `timeseries.resample` | one row a quarter hour, day or month, with figures of each column | transform, sequential |
///
/// **Order.** A tool says by which column its rows must come, `--time`; the source sorts them, or
/// has them in that order, or the plan is refused before a row is read. Nobody needs to sort a file
/// first. Ties keep the order of the input.
///
/// **Groups.** `--by station` makes one series of each station, each with windows of its own.
///
/// **Tips.** Windows by rows count rows, whatever the time between them; windows by duration count
/// time, however many rows are in it: choose the latter for series with gaps.
///
/// Rows of `timeseries.resample` come in order of time: give `timeseries.rolling` after it `--rows`
/// and no `--time`, which could not be asked of the source any more.
///
/// **Traps.** A window ends at its own row, so that no figure knows the future; figures of centred
/// windows are for looking back only and are not made here. `--time` of texts is refused: turn them
/// into a DATE or TIMESTAMP with `cleaning.derive`.
package dev.weir.domain.timeseries;
