/// Tools for prices and returns: how far a price fell and how much it varies.
///
/// | tool | what | kind |
/// |---|---|---|
/// | [MaxDrawdown] `finance.max-drawdown` | the deepest fall from a peak, and its recovery | analysis, ordered merge |
/// | [Drawdowns] `finance.drawdowns` | a row for each fall from a peak and its recovery | transform, in order |
/// | [Garch] `finance.garch` | how volatility comes and goes, its forecast | analysis, in order, several passes |
///
/// **Tips.** `--time` puts the rows in order, which the source does; `--by ticker` gives each
/// series its own answer.
///
/// **Traps.** Prices are positive: profits and losses have no drawdown as a part of a peak. A file
/// that is not in order of time needs `--time`. `finance.garch` takes `--column` for returns unless
/// `--returns` says that it holds prices.
package dev.weir.domain.finance;
