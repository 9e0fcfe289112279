# Reference vectors for finance.garch, by fGarch (Debian r-cran-fgarch):
#   Rscript etc/oracles/finance/garch.R domain-finance/src/test/resources/dev/weir/domain/finance
# dem2gbp.csv: daily percentage returns of the DEM/GBP exchange rate, 1984-01-03 to 1991-12-31, of Bollerslev and
# Ghysels (1996), Journal of Business & Economic Statistics 14, 139-151; the series of the benchmark of McCullough and
# Renfro (1999). It is published data; this copy is that of fGarch (GPL >= 2), whose code is not used here.
suppressMessages(library(fGarch))
directory <- commandArgs(trailingOnly = TRUE)[1]
head <- paste0(
  "# ", R.version.string, ", fGarch ", packageVersion("fGarch"), "; Rscript etc/oracles/finance/garch.R"
)
data(dem2gbp)
dem2gbp <- dem2gbp[, 1]
writeLines(
  c(
    head, "# Bollerslev and Ghysels 1996, percentage returns of DEM/GBP; copy of fGarch (GPL >= 2)",
    "return", sprintf("%.15g", dem2gbp)
  ),
  file.path(directory, "dem2gbp.csv")
)

fit <- function(name, x, mean) {
  fitted <- function(dist) {
    garchFit(~ garch(1, 1), data = x, include.mean = mean, cond.dist = dist, trace = FALSE)
  }
  f <- suppressWarnings(fitted("norm"))
  q <- suppressWarnings(fitted("QMLE"))
  forecast <- predict(f, n.ahead = 1)$standardDeviation
  figures <- c(f@fit$coef, f@fit$se.coef, q@fit$se.coef, -f@fit$llh, forecast)
  paste(name, if (mean) "constant" else "zero", length(x), paste(sprintf("%.12g", figures), collapse = " "))
}

returns <- lapply(as.data.frame(EuStockMarkets), function(p) diff(log(p)))
lines <- c(
  head,
  paste(
    "# series, mean, returns / estimates / errors (second derivatives by differences) / robust errors /",
    "log-likelihood / sd of the next"
  ),
  fit("dem2gbp", dem2gbp, TRUE), fit("dem2gbp", dem2gbp, FALSE),
  mapply(function(n, x) fit(n, x, TRUE), names(returns), returns),
  mapply(function(n, x) fit(n, x, FALSE), names(returns), returns)
)
writeLines(lines, file.path(directory, "garch-r.txt"))
