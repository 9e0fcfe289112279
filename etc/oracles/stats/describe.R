# What stats.describe says of data sets that come with R.
target <- "domain-stats/src/test/resources/dev/weir/domain/stats/"
said <- paste0("# ", R.version.string, ", datasets; Rscript etc/oracles/stats/describe.R")
number <- function(x) paste(ifelse(is.na(x), "NA", sprintf("%.17g", x)), collapse = " ")

sets <- list(nile = as.numeric(Nile), eruptions = faithful$eruptions, waiting = faithful$waiting,
             plant = PlantGrowth$weight, sepal = iris$Sepal.Length, petal = iris$Petal.Width,
             ozone = airquality$Ozone)
probabilities <- c(0, 0.025, 0.1, 0.25, 0.5, 0.75, 0.999, 1)
bins <- 5
lines <- c(said, paste("# name / values / count missing distinct / mean sd min max / probabilities /",
                       "quantile(type = 7) / hist counts of 5 bins"))
for (name in names(sets)) {
  x <- sets[[name]]
  v <- x[!is.na(x)]
  breaks <- min(v) + (max(v) - min(v)) * (0:bins) / bins
  breaks[bins + 1] <- max(v)
  counts <- hist(v, breaks = breaks, right = TRUE, include.lowest = TRUE, fuzz = 0, plot = FALSE)$counts
  lines <- c(lines, name, number(x), number(c(length(v), sum(is.na(x)), length(unique(v)))),
             number(c(mean(v), sd(v), min(v), max(v))), number(probabilities),
             number(quantile(v, probabilities, type = 7, names = FALSE)), number(counts))
}
writeLines(lines, paste0(target, "describe-r.txt"))

texts <- list(species = as.character(iris$Species), feed = as.character(chickwts$feed),
              group = as.character(PlantGrowth$group))
lines <- c(said, paste("# name / values / count distinct shortest longest / least greatest /",
                       "frequent values (most first, ties by name) / their counts"))
for (name in names(texts)) {
  x <- texts[[name]]
  t <- table(x)
  o <- order(-t, names(t), method = "radix")
  s <- sort(x, method = "radix")
  lines <- c(lines, name, paste(x, collapse = " "),
             number(c(length(x), length(unique(x)), min(nchar(x)), max(nchar(x)))),
             paste(s[1], s[length(s)]), paste(names(t)[o], collapse = " "), number(as.vector(t)[o]))
}
writeLines(lines, paste0(target, "describe-text-r.txt"))
