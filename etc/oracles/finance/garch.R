# Reference vectors for finance.garch, by fGarch (Debian r-cran-fgarch):
#   Rscript etc/oracles/finance/garch.R domain-finance/src/test/resources/dev/weir/domain/finance
suppressMessages(library(fGarch))
directory <- commandArgs(trailingOnly = TRUE)[1]
head <- paste0(
  "# ", R.version.string, ", fGarch ", packageVersion("fGarch"), "; Rscript etc/oracles/finance/garch.R"
)
simulated <- read.csv(file.path(directory, "simulated.csv"), comment.char = "#")$return

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
  fit("simulated", simulated, TRUE), fit("simulated", simulated, FALSE),
  mapply(function(n, x) fit(n, x, TRUE), names(returns), returns),
  mapply(function(n, x) fit(n, x, FALSE), names(returns), returns)
)
writeLines(lines, file.path(directory, "garch-r.txt"))
