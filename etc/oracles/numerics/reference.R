# Quantiles (type 7), mean and variance of data sets that come with R.
target <- "framework-numerics/src/test/resources/dev/weir/numerics/r.txt"
sets <- list(morley = morley$Speed, eruptions = faithful$eruptions, precip = as.numeric(precip),
             nile = as.numeric(Nile), islands = as.numeric(islands), one = 42, two = c(3, -1))
probabilities <- c(0, 0.01, 0.1, 0.25, 1 / 3, 0.5, 0.75, 0.9, 0.975, 1)
number <- function(x) paste(ifelse(is.na(x), "NaN", sprintf("%.17g", x)), collapse = " ")
lines <- c(paste0("# ", R.version.string, ", datasets; Rscript etc/oracles/numerics/reference.R"),
           "# name / values / mean variance / probabilities / quantile(type = 7)")
for (name in names(sets)) {
  x <- sets[[name]]
  lines <- c(lines, name, number(x), number(c(mean(x), var(x))), number(probabilities),
             number(quantile(x, probabilities, type = 7, names = FALSE)))
}
writeLines(lines, target)
