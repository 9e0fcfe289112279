# The figures of the catalogue data/earthquakes.csv by R.
#
# Run:  Rscript etc/oracle.R      (in the project's folder)
# Writes src/test/resources/org/example/seismology/earthquakes.txt, a name and its numbers a line.
# The b-value is not taken from a formula: it is where a search finds the greatest likelihood of the
# exponential law that the magnitudes follow from the lower edge of the bin of completeness on.
events <- read.csv("data/earthquakes.csv")
events <- events[events$type == "earthquake", ]
m <- events$magnitude

lines <- paste("#", R.version.string, "Rscript etc/oracle.R")
put <- function(name, numbers) lines <<- c(lines, paste(name, paste(sprintf("%.17g", numbers), collapse = " ")))

bin <- round(m / 0.1)
bins <- min(bin):max(bin)
counts <- sapply(bins, function(b) sum(bin == b))
put("bins", round(bins * 0.1, 6))
put("counts", counts)
put("cumulative", rev(cumsum(rev(counts))))
put("completeness", round(max(bins[counts == max(counts)]) * 0.1 + 0.2, 6))

for (width in c(0.1, 0)) for (mc in c(1.2, 2.5, 4.4)) {
  edge <- mc - width / 2
  used <- m[m >= edge]
  n <- length(used)
  likelihood <- function(beta) n * log(beta) - beta * sum(used - edge)
  b <- optimize(likelihood, c(0.1, 10), maximum = TRUE, tol = 1e-12)$maximum / log(10)
  error <- log(10) * b^2 * sqrt(sum((used - mean(used))^2) / (n * (n - 1)))
  put(paste("b", mc, width), c(b, error, log10(n) + b * edge, mean(used), n, sum(m < edge)))
}

times <- sort(as.POSIXct(events$time, format = "%Y-%m-%dT%H:%M:%OSZ", tz = "UTC"))
put("intervals", as.numeric(diff(times), units = "hours"))
writeLines(lines, "src/test/resources/org/example/seismology/earthquakes.txt")
