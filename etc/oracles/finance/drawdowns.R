# Reference vectors for finance.max-drawdown and finance.drawdowns, by vectorised base R, from the
# definitions of PerformanceAnalytics (maxDrawdown, findDrawdowns, table.Drawdowns):
#   Rscript etc/oracles/finance/drawdowns.R domain-finance/src/test/resources/dev/weir/domain/finance
directory <- commandArgs(trailingOnly = TRUE)[1]
head <- c(
  paste0("# ", R.version.string, ", datasets; Rscript etc/oracles/finance/drawdowns.R"),
  "# EuStockMarkets: daily closing prices of European stock indices, 1991-1998 (Erste Bank AG)"
)

prices <- as.data.frame(EuStockMarkets)
out <- file.path(directory, "eustockmarkets.csv")
writeLines(c(head, paste(names(prices), collapse = ","), do.call(paste, c(prices, sep = ","))), out)

# One row an episode: peak, trough and recovery by their numbers (NA: not recovered), depth.
episodes <- function(p) {
  peak <- cummax(p)
  under <- p < peak
  starts <- which(diff(c(FALSE, under)) == 1)
  ends <- which(diff(c(under, FALSE)) == -1)
  trough <- mapply(function(s, e) s - 1 + which.min(p[s:e]), starts, ends)
  data.frame(
    peak = starts - 1, trough = trough, recovery = ifelse(ends == length(p), NA, ends + 1),
    depth = 1 - p[trough] / p[starts - 1], length = pmin(ends + 1, length(p)) - (starts - 1)
  )
}

lines <- c(head[1], "# index / peak trough recovery depth length of each episode, rows from 1")
for (name in names(prices)) {
  e <- episodes(prices[[name]])
  e$depth <- sprintf("%.17g", e$depth)
  lines <- c(lines, paste(name, do.call(paste, e)))
}
writeLines(lines, file.path(directory, "drawdowns-r.txt"))
